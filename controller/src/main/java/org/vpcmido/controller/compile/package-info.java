// SPDX-License-Identifier: Apache-2.0
/** From what a cloud asks for to the topology that MidoNet should have; pure. */
@NullMarked
package org.vpcmido.controller.compile;

import org.jspecify.annotations.NullMarked;
