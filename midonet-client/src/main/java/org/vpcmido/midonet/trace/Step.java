// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import org.vpcmido.midonet.resource.Key;

/** One thing that happened to a packet on its way. */
public sealed interface Step {
    /** It came to a port from outside its device, and passed no filter yet. */
    record Entered(Key port) implements Step {}

    /** It passed the port's filter and is with the router or bridge. */
    record Reached(Key device) implements Step {}

    /** A router decided for a route. */
    record Routed(Key route) implements Step {}

    /** It came to a port from inside its device, and passed no filter yet. */
    record Left(Key port) implements Step {}

    /**
     * A rule matched.
     *
     * @param chain the rule's chain
     * @param chainName its name in MidoNet
     * @param number the rule's place in it, from 1
     * @param rule the rule
     * @param outcome what it led to
     */
    record Matched(Key chain, String chainName, int number, Key rule, Outcome outcome) implements Step {
        /** {@code CHAIN#n}. */
        public String place() {
            return chainName + "#" + number;
        }
    }

    /** A rule or a router changed its headers; this is how it looks now. */
    record Rewritten(Packet packet) implements Step {}
}
