// SPDX-License-Identifier: Apache-2.0
/** The service's loop among everything that goes wrong: MidoNet that fails, others who write, documents that are broken. */
@NullMarked
package org.vpcmido.controller.simulation;

import org.jspecify.annotations.NullMarked;
