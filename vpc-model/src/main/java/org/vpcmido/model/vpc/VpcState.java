// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that a cloud wants of its network at one moment. Each map is sorted by id, so that two documents that
 * differ only in the order of their lists give equal states. References may dangle: a state is well-formed, and
 * {@code org.vpcmido.model.finding} tells what is inconsistent in it.
 *
 * @param configuration what concerns the cloud as a whole
 * @param hosts the node controllers by name
 * @param vpcs VPCs by id, and so on for the other maps
 */
public record VpcState(
        CloudConfiguration configuration,
        NavigableMap<String, Host> hosts,
        NavigableMap<VpcId, Vpc> vpcs,
        NavigableMap<SubnetId, Subnet> subnets,
        NavigableMap<RouteTableId, RouteTable> routeTables,
        NavigableMap<NetworkAclId, NetworkAcl> networkAcls,
        NavigableMap<NatGatewayId, NatGateway> natGateways,
        NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces,
        NavigableMap<SecurityGroupId, SecurityGroup> securityGroups,
        NavigableMap<DhcpOptionSetId, DhcpOptionSet> dhcpOptionSets) {
    public VpcState {
        requireNonNull(configuration, "configuration");
        hosts = copy(hosts);
        vpcs = copy(vpcs);
        subnets = copy(subnets);
        routeTables = copy(routeTables);
        networkAcls = copy(networkAcls);
        natGateways = copy(natGateways);
        interfaces = copy(interfaces);
        securityGroups = copy(securityGroups);
        dhcpOptionSets = copy(dhcpOptionSets);
    }

    /** A cloud with a configuration and nothing in it. */
    public static VpcState empty(CloudConfiguration configuration) {
        return new VpcState(
                configuration,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** A copy in which parts can be exchanged. */
    public VpcStateBuilder edit() {
        return new VpcStateBuilder(this);
    }

    /** Indexes entities by their id; of several with one id the first is kept. */
    public static <I extends Comparable<? super I>, E> NavigableMap<I, E> byId(
            Collection<E> entities, Function<E, I> id) {
        NavigableMap<I, E> map = new TreeMap<>();
        entities.forEach(entity -> map.putIfAbsent(id.apply(entity), entity));
        return map;
    }

    /** The hosts that list an instance: one normally, none while it is being placed, several by fault. */
    public Map<InstanceId, List<Host>> placements() {
        Map<InstanceId, List<Host>> placements = new LinkedHashMap<>();
        hosts.values()
                .forEach(host -> host.instances().stream()
                        .distinct()
                        .forEach(instance -> placements
                                .computeIfAbsent(instance, none -> new ArrayList<>())
                                .add(host)));
        return placements;
    }

    /** The interfaces that hold each group, in order of interface ids. */
    public Map<SecurityGroupId, List<NetworkInterface>> members() {
        Map<SecurityGroupId, List<NetworkInterface>> members = new TreeMap<>();
        interfaces
                .values()
                .forEach(each -> each.securityGroups().stream()
                        .distinct()
                        .forEach(group -> members.computeIfAbsent(group, none -> new ArrayList<>())
                                .add(each)));
        return members;
    }

    /** The option set of a VPC, if it has one that exists. */
    public Optional<DhcpOptionSet> dhcpOptions(Vpc vpc) {
        return vpc.dhcpOptionSet().map(dhcpOptionSets::get);
    }

    private static <K, V> NavigableMap<K, V> copy(NavigableMap<K, V> map) {
        return Collections.unmodifiableNavigableMap(new TreeMap<>(map));
    }
}
