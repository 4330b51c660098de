// SPDX-License-Identifier: Apache-2.0
/** The compiler against what eucanetd built, against the reference's worked example, and against odd clouds. */
@NullMarked
package org.vpcmido.controller.compile;

import org.jspecify.annotations.NullMarked;
