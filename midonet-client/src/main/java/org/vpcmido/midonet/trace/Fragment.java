// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

/** Which part of an IPv4 datagram a packet is (midonet-datapath-semantics.md 2). */
public enum Fragment {
    /** All of it. */
    WHOLE,
    /** The beginning, with the transport header: more follow, offset 0. */
    FIRST,
    /** Any other part: it has no transport header, so rules see ports 0. */
    LATER
}
