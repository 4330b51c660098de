// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import org.vpcmido.model.net.Cidr;

/**
 * A stateless packet filter at the boundary of the subnets that are associated with it.
 *
 * @param id cloud identifier
 * @param vpcId the VPC that contains it
 * @param ingress entries for packets into the subnet, by ascending number
 * @param egress entries for packets out of the subnet, by ascending number
 */
public record NetworkAcl(NetworkAclId id, VpcId vpcId, List<Entry> ingress, List<Entry> egress) {
    public NetworkAcl {
        requireNonNull(id, "id");
        requireNonNull(vpcId, "vpcId");
        ingress = sorted(ingress);
        egress = sorted(egress);
    }

    /**
     * One entry. The first entry that matches a packet decides; a packet that none matches is refused.
     *
     * @param number its place in the order, 1 to 32767; 32767 is the built-in last deny
     * @param action what happens to a packet that it matches
     * @param traffic protocol, ports, ICMP type and code
     * @param cidr source for ingress, destination for egress
     */
    public record Entry(int number, Action action, Traffic traffic, Cidr cidr) {
        private static final int NUMBER_MAX = 32767;

        public Entry {
            requireNonNull(action, "action");
            requireNonNull(traffic, "traffic");
            requireNonNull(cidr, "cidr");
            if (number < 1 || number > NUMBER_MAX) {
                throw new IllegalArgumentException("entry number " + number + " is outside 1 to " + NUMBER_MAX);
            }
        }

        @Override
        public String toString() {
            return number + " " + (action == Action.ALLOW ? "allow" : "deny") + " " + traffic + " " + cidr;
        }
    }

    /** What an entry does with the packets that it matches. */
    public enum Action {
        ALLOW,
        DENY
    }

    private static List<Entry> sorted(List<Entry> entries) {
        return entries.stream().sorted(Comparator.comparingInt(Entry::number)).toList();
    }
}
