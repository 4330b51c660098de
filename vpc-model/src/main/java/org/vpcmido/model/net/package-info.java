// SPDX-License-Identifier: Apache-2.0
/** Addresses, ranges and protocols: the vocabulary that clouds and MidoNet share. */
@NullMarked
package org.vpcmido.model.net;

import org.jspecify.annotations.NullMarked;
