// SPDX-License-Identifier: Apache-2.0
/** Compares desired with actual, and orders the changes; pure. */
@NullMarked
package org.vpcmido.controller.plan;

import org.jspecify.annotations.NullMarked;
