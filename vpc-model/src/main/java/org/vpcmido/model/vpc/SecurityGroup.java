// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.vpcmido.model.net.Cidr;

/**
 * A stateful packet filter around each interface that holds it. Its VPC is not in a GNI document (gni.md 2.13).
 *
 * @param id cloud identifier
 * @param ingress what may come in; order has no meaning
 * @param egress what may go out; order has no meaning
 */
public record SecurityGroup(SecurityGroupId id, List<Rule> ingress, List<Rule> egress) {
    public SecurityGroup {
        requireNonNull(id, "id");
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    /**
     * One rule; rules only ever allow.
     *
     * @param traffic protocol, ports, ICMP type and code
     * @param peer the other end: source for ingress, destination for egress
     */
    public record Rule(Traffic traffic, Peer peer) {
        public Rule {
            requireNonNull(traffic, "traffic");
            requireNonNull(peer, "peer");
        }

        @Override
        public String toString() {
            return traffic + " " + peer;
        }
    }

    /** The other end of what a rule allows. */
    public sealed interface Peer {}

    /** Every address of a block. */
    public record PeerCidr(Cidr cidr) implements Peer {
        public PeerCidr {
            requireNonNull(cidr, "cidr");
        }

        @Override
        public String toString() {
            return cidr.toString();
        }
    }

    /** Every interface that holds a group, which may be the rule's own. */
    public record PeerGroup(SecurityGroupId id) implements Peer {
        public PeerGroup {
            requireNonNull(id, "id");
        }

        @Override
        public String toString() {
            return id.value();
        }
    }
}
