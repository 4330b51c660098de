// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/**
 * A device of a gateway host that joins the cloud's edge router to the outside.
 *
 * @param host the gateway host's management address or name; names the MidoNet host, never an outside address
 * @param device the NIC or veth end that is handed to MidoNet
 * @param address the edge router's address on the uplink; inside {@code network}
 * @param network the subnet of the uplink segment
 * @param nextHop the outside router: of the default route when static, the peer when BGP
 * @param bgp how routes are exchanged with {@code nextHop}; empty for a static gateway
 */
public record UplinkGateway(String host, String device, Ipv4 address, Cidr network, Ipv4 nextHop, Optional<Bgp> bgp) {
    public UplinkGateway {
        requireNonNull(host, "host");
        requireNonNull(device, "device");
        requireNonNull(address, "address");
        requireNonNull(network, "network");
        requireNonNull(nextHop, "nextHop");
        requireNonNull(bgp, "bgp");
    }

    /** What tells one gateway from another: host and device. */
    public String name() {
        return host + "/" + device;
    }

    /**
     * For each outside router with a session, the gateway that has it. Several gateways may lead to the same one, and
     * one session serves them all, as it belongs to the edge router; the first by name counts, whatever the order.
     */
    public static NavigableMap<Peer, UplinkGateway> sessionHolders(Collection<UplinkGateway> gateways) {
        NavigableMap<Peer, UplinkGateway> holders = new TreeMap<>();
        gateways.stream()
                .sorted(Comparator.comparing(UplinkGateway::name))
                .forEach(gateway -> gateway.bgp()
                        .ifPresent(bgp -> holders.putIfAbsent(new Peer(gateway.nextHop(), bgp.peerAs()), gateway)));
        return holders;
    }

    /**
     * The other end of a session; the edge router has one session with each.
     *
     * @param address the outside router's address
     * @param as its AS number
     */
    public record Peer(Ipv4 address, long as) implements Comparable<Peer> {
        public Peer {
            requireNonNull(address, "address");
        }

        @Override
        public int compareTo(Peer other) {
            int byAddress = address.compareTo(other.address);
            return byAddress != 0 ? byAddress : Long.compare(as, other.as);
        }
    }

    /**
     * A BGP session.
     *
     * @param localAs the cloud's own AS number, 1 to 4294967295, the same for all gateways
     * @param peerAs the outside router's AS number, 1 to 4294967295
     * @param announced the blocks announced through this gateway; MidoNet announces the union of all gateways'
     */
    public record Bgp(long localAs, long peerAs, List<Cidr> announced) {
        private static final long AS_MAX = 0xFFFF_FFFFL;

        public Bgp {
            announced = List.copyOf(announced);
            requireAs(localAs);
            requireAs(peerAs);
        }

        private static void requireAs(long as) {
            if (as < 1 || as > AS_MAX) {
                throw new IllegalArgumentException("AS number " + as + " is outside 1 to " + AS_MAX);
            }
        }
    }
}
