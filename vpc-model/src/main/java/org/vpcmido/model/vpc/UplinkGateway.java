// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
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
