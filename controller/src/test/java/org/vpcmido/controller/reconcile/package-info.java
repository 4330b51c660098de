// SPDX-License-Identifier: Apache-2.0
/** Tests of the whole pipeline over HTTP, against the simulator. */
@NullMarked
package org.vpcmido.controller.reconcile;

import org.jspecify.annotations.NullMarked;
