// SPDX-License-Identifier: Apache-2.0
/** Tests of what is remembered and told of cycles. */
@NullMarked
package org.vpcmido.controller.history;

import org.jspecify.annotations.NullMarked;
