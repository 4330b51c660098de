// SPDX-License-Identifier: Apache-2.0
/** The commands as a user calls them, in this process, against a simulated MidoNet over HTTP. */
@NullMarked
package org.vpcmido.controller.cli;

import org.jspecify.annotations.NullMarked;
