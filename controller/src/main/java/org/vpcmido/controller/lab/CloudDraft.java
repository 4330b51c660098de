// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.DhcpOptionSet;
import org.vpcmido.model.vpc.DhcpOptionSetId;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcState;

/** What a made-up cloud has so far, part by part, until it is whole. One uplink leads outside, and one controller answers names. */
final class CloudDraft {
    private static final String DOMAIN = "eucalyptus.internal";

    final List<Vpc> vpcs = new ArrayList<>();
    final List<Subnet> subnets = new ArrayList<>();
    final List<RouteTable> routeTables = new ArrayList<>();
    final List<NetworkAcl> networkAcls = new ArrayList<>();
    final List<NatGateway> natGateways = new ArrayList<>();
    final List<SecurityGroup> securityGroups = new ArrayList<>();
    final List<NetworkInterface> interfaces = new ArrayList<>();
    final NavigableMap<String, List<InstanceId>> placements = new TreeMap<>();
    private final DhcpOptionSetId dhcpOptions;

    /** @param dhcpOptions what the option set of all VPCs is called */
    CloudDraft(DhcpOptionSetId dhcpOptions) {
        this.dhcpOptions = dhcpOptions;
    }

    /** A node with nothing on it yet. */
    void node(String name) {
        placements.putIfAbsent(name, new ArrayList<>());
    }

    void place(InstanceId instance, String node) {
        placements.computeIfAbsent(node, none -> new ArrayList<>()).add(instance);
    }

    /**
     * The cloud.
     *
     * @param controller the address of the cloud controller
     * @param gateway the host with the uplink
     * @param zone which availability zone a node is in
     */
    VpcState state(Ipv4 controller, String gateway, AddressRange publicAddresses, UnaryOperator<String> zone) {
        List<Host> hosts = placements.entrySet().stream()
                .map(node -> new Host(node.getKey(), zone.apply(node.getKey()), node.getValue()))
                .toList();
        return new VpcState(
                configuration(controller, gateway, publicAddresses),
                VpcState.byId(hosts, Host::name),
                VpcState.byId(vpcs, Vpc::id),
                VpcState.byId(subnets, Subnet::id),
                VpcState.byId(routeTables, RouteTable::id),
                VpcState.byId(networkAcls, NetworkAcl::id),
                VpcState.byId(natGateways, NatGateway::id),
                VpcState.byId(interfaces, NetworkInterface::id),
                VpcState.byId(securityGroups, SecurityGroup::id),
                VpcState.byId(List.of(options(controller)), DhcpOptionSet::id));
    }

    private static CloudConfiguration configuration(Ipv4 controller, String gateway, AddressRange publicAddresses) {
        return new CloudConfiguration(
                controller,
                DOMAIN,
                List.of(controller),
                List.of(publicAddresses),
                List.of(new UplinkGateway(
                        gateway,
                        "em1",
                        Ipv4.of("198.51.100.2"),
                        Cidr.of("198.51.100.0/24"),
                        Ipv4.of("198.51.100.1"),
                        Optional.empty())));
    }

    private DhcpOptionSet options(Ipv4 controller) {
        return new DhcpOptionSet(
                dhcpOptions, Optional.of(DOMAIN), List.of(controller), List.of(), List.of(), OptionalInt.empty());
    }
}
