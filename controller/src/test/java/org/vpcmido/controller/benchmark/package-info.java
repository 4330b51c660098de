// SPDX-License-Identifier: Apache-2.0
/** How long the parts that decide take, each for itself: microbenchmarks, which measure and assert nothing. */
@NullMarked
package org.vpcmido.controller.benchmark;

import org.jspecify.annotations.NullMarked;
