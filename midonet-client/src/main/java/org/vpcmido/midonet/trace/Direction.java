// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

/** What connection tracking says of a packet (midonet-datapath-semantics.md 9.1). */
public enum Direction {
    /** It belongs to no connection that was seen, or to the direction that opened it. */
    FORWARD,
    /** It answers a connection that was seen. */
    RETURN
}
