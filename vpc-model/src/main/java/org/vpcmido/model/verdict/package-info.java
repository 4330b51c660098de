// SPDX-License-Identifier: Apache-2.0
/** The oracle: whether a packet may pass by the rules of a VPC alone, where it arrives, or what refuses it. */
@NullMarked
package org.vpcmido.model.verdict;

import org.jspecify.annotations.NullMarked;
