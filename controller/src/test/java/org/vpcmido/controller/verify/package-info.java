// SPDX-License-Identifier: Apache-2.0
/** Whether the two judges agree, on clouds that are built, broken and drawn at random. */
@NullMarked
package org.vpcmido.controller.verify;

import org.jspecify.annotations.NullMarked;
