// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** The blocks of the subnets of each VPC, as the cloud and MidoNet have them. */
final class Subnets {
    private final Map<VpcId, Map<Cidr, SubnetId>> blocks = new HashMap<>();
    private final Map<SubnetId, Set<Cidr>> blocksOfSubnets = new HashMap<>();

    private Subnets() {}

    /** Collects them from the cloud, from what DHCP serves on our bridges, and from the router ports linked to those. */
    static Subnets of(Topology observed, Map<Key, Device> devices, VpcState cloud) {
        Subnets subnets = new Subnets();
        for (Subnet each : cloud.subnets().values()) {
            subnets.add(each.vpcId(), each.cidr(), each.id());
        }
        observed.all(Kind.DHCP_SUBNET, DhcpSubnet.class)
                .forEach(dhcp -> subnets.add(devices.get(dhcp.bridge()), dhcp.subnet()));
        observed.all(Kind.PORT_LINK, PortLink.class).forEach(link -> {
            subnets.add(observed, devices, link.port(), link.peer());
            subnets.add(observed, devices, link.peer(), link.port());
        });
        return subnets;
    }

    private void add(Topology observed, Map<Key, Device> devices, Key one, Key other) {
        observed.find(one, RouterPort.class)
                .filter(port -> devices.get(port.router()) instanceof Device.VpcRouter)
                .ifPresent(port -> observed.find(other, BridgePort.class)
                        .ifPresent(peer -> add(devices.get(peer.bridge()), port.network())));
    }

    private void add(@Nullable Device bridge, Cidr block) {
        if (bridge instanceof Device.SubnetBridge subnet) {
            add(subnet.vpc(), block, subnet.subnet());
        }
    }

    private void add(VpcId vpc, Cidr block, SubnetId subnet) {
        blocks.computeIfAbsent(vpc, none -> new HashMap<>()).putIfAbsent(block, subnet);
        blocksOfSubnets.computeIfAbsent(subnet, none -> new HashSet<>()).add(block);
    }

    /** Whether a subnet, of whatever VPC, has exactly this block. */
    boolean isBlock(SubnetId subnet, Cidr block) {
        return blocksOfSubnets.getOrDefault(subnet, Set.of()).contains(block);
    }

    /** The subnet of a VPC that has exactly this block. */
    Optional<SubnetId> of(VpcId vpc, Cidr block) {
        return Optional.ofNullable(blocks.getOrDefault(vpc, Map.of()).get(block));
    }
}
