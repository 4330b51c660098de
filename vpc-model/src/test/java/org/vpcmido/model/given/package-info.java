// SPDX-License-Identifier: Apache-2.0
/** Clouds and packets for tests: written down by name, or drawn at random from a seed. */
@NullMarked
package org.vpcmido.model.given;

import org.jspecify.annotations.NullMarked;
