// SPDX-License-Identifier: Apache-2.0
/** Tests of adoption: what eucanetd left is known again, and nothing else is. */
@NullMarked
package org.vpcmido.controller.adopt;

import org.jspecify.annotations.NullMarked;
