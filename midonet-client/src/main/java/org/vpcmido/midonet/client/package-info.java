// SPDX-License-Identifier: Apache-2.0
/** Speaks with MidoNet's REST API, and reads and writes topologies in the API's own JSON. */
@NullMarked
package org.vpcmido.midonet.client;

import org.jspecify.annotations.NullMarked;
