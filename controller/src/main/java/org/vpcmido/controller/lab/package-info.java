// SPDX-License-Identifier: Apache-2.0
/** The product with nothing around it: a sample cloud, the simulator, the demo. */
@NullMarked
package org.vpcmido.controller.lab;

import org.jspecify.annotations.NullMarked;
