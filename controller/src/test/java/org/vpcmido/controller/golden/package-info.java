// SPDX-License-Identifier: Apache-2.0
/** Topologies that eucanetd built, as the yardstick for compiling and adopting. */
@NullMarked
package org.vpcmido.controller.golden;

import org.jspecify.annotations.NullMarked;
