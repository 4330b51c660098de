// SPDX-License-Identifier: Apache-2.0
/** An immutable, indexed set of resources: what MidoNet has, or what it should have. */
@NullMarked
package org.vpcmido.midonet.topology;

import org.jspecify.annotations.NullMarked;
