// SPDX-License-Identifier: Apache-2.0
/** Writes a plan to MidoNet: waves in turn, lanes side by side, and after a failure nothing that stands on it. */
@NullMarked
package org.vpcmido.controller.apply;

import org.jspecify.annotations.NullMarked;
