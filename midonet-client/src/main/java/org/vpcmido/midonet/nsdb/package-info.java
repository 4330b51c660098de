// SPDX-License-Identifier: Apache-2.0
/** A read-only view of the ZooKeeper behind MidoNet: which agents and ports are alive; the one package here that sees Curator. */
@NullMarked
package org.vpcmido.midonet.nsdb;

import org.jspecify.annotations.NullMarked;
