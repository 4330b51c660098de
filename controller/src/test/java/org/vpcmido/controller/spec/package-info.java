// SPDX-License-Identifier: Apache-2.0
/** The acceptance scenarios, one class per concept: a cloud's document goes in, packets tell what came of it. */
@NullMarked
package org.vpcmido.controller.spec;

import org.jspecify.annotations.NullMarked;
