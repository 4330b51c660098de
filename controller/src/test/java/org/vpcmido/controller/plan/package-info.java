// SPDX-License-Identifier: Apache-2.0
/** Tests of planning: states in, plans out, and every plan replayed on a MidoNet that forgives nothing. */
@NullMarked
package org.vpcmido.controller.plan;

import org.jspecify.annotations.NullMarked;
