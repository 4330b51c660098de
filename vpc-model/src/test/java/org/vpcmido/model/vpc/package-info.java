// SPDX-License-Identifier: Apache-2.0
/** What the records of a cloud must refuse and derive. */
@NullMarked
package org.vpcmido.model.vpc;

import org.jspecify.annotations.NullMarked;
