// SPDX-License-Identifier: Apache-2.0
/** Two judges, one question: whether the rules of a VPC and MidoNet's topology say the same of every packet. */
@NullMarked
package org.vpcmido.controller.verify;

import org.jspecify.annotations.NullMarked;
