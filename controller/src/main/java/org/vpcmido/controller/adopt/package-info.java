// SPDX-License-Identifier: Apache-2.0
/** Matches what was read from MidoNet to logical keys, so that ids survive; pure. */
@NullMarked
package org.vpcmido.controller.adopt;

import org.jspecify.annotations.NullMarked;
