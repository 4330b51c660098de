// SPDX-License-Identifier: Apache-2.0
/** The part of the layout that serves the cloud as a whole: its edge, its gateways, its metadata path; pure. */
@NullMarked
package org.vpcmido.controller.compile.underlay;

import org.jspecify.annotations.NullMarked;
