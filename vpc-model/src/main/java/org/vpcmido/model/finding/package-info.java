// SPDX-License-Identifier: Apache-2.0
/** What is wrong in a cloud's wishes, and what remains when the broken parts are held. */
@NullMarked
package org.vpcmido.model.finding;

import org.jspecify.annotations.NullMarked;
