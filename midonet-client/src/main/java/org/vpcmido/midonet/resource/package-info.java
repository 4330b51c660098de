// SPDX-License-Identifier: Apache-2.0
/** One record per resource of MidoNet's REST API that our layout uses; resources name each other by key, never by id. */
@NullMarked
package org.vpcmido.midonet.resource;

import org.jspecify.annotations.NullMarked;
