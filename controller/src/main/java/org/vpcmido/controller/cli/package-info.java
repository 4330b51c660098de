// SPDX-License-Identifier: Apache-2.0
/** The subcommands of the one binary: views of what the other packages do. */
@NullMarked
package org.vpcmido.controller.cli;

import org.jspecify.annotations.NullMarked;
