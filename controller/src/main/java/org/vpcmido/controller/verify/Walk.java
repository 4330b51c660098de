// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;

/**
 * What becomes of one packet in MidoNet.
 *
 * @param ingress the port where it enters; absent if it never does
 * @param verdict what the walker says; absent if the packet never enters
 * @param landings where it came out, what routers answer in its stead included
 * @param ending how it ended, in words
 * @param toldOff the ICMP error that the sender got instead, if it got one
 */
public record Walk(
        Optional<Key> ingress,
        Optional<Verdict> verdict,
        List<Landing> landings,
        String ending,
        Optional<Packet> toldOff) {
    public Walk {
        requireNonNull(ingress, "ingress");
        requireNonNull(verdict, "verdict");
        requireNonNull(ending, "ending");
        requireNonNull(toldOff, "toldOff");
        landings = List.copyOf(landings);
    }

    /**
     * A packet that came out of MidoNet.
     *
     * @param port where
     * @param at what stands there; absent if it is nothing of the cloud's
     * @param packet how it looks there
     */
    public record Landing(Key port, Optional<Endpoint> at, Packet packet) {
        public Landing {
            requireNonNull(port, "port");
            requireNonNull(at, "at");
            requireNonNull(packet, "packet");
        }

        @Override
        public String toString() {
            return at.map(Endpoint::toString).orElse(port.path()) + " as " + packet;
        }
    }

    /** A packet that never gets into MidoNet. */
    static Walk notSent(Optional<Key> ingress, String why) {
        return new Walk(ingress, Optional.empty(), List.of(), why, Optional.empty());
    }

    /** The only place where it came out that somebody can be at; empty if there is none, or more than one. */
    Optional<Landing> onlyLanding() {
        List<Landing> peopled = peopled();
        return peopled.size() == 1 ? Optional.of(peopled.get(0)) : Optional.empty();
    }

    /** The landings except those at the taps of subnets. */
    List<Landing> peopled() {
        return landings.stream()
                .filter(landing -> !Crossings.isSubnetTap(landing.port()))
                .toList();
    }

    /** The rule that dropped it. */
    public Optional<Step.Matched> decidingRule() {
        return verdict.flatMap(Verdict::decidingRule);
    }
}
