// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** What a cloud may fail to say about some of its entities, and what the reader says of it then. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
enum Loss {
    GROUP_INGRESS(
            Hold.Part.INGRESS,
            cloud -> ids(cloud.securityGroups(), each -> !each.ingress().isEmpty()),
            (parts, lost) ->
                    change(parts.groups, lost, each -> new SecurityGroup(each.id(), List.of(), each.egress()))),
    GROUP_EGRESS(
            Hold.Part.EGRESS,
            cloud -> ids(cloud.securityGroups(), each -> !each.egress().isEmpty()),
            (parts, lost) ->
                    change(parts.groups, lost, each -> new SecurityGroup(each.id(), each.ingress(), List.of()))),
    ACL_INGRESS(
            Hold.Part.INGRESS,
            cloud -> ids(cloud.networkAcls(), each -> !each.ingress().isEmpty()),
            (parts, lost) -> change(
                    parts.acls, lost, each -> new NetworkAcl(each.id(), each.vpcId(), List.of(), each.egress()))),
    ACL_EGRESS(
            Hold.Part.EGRESS,
            cloud -> ids(cloud.networkAcls(), each -> !each.egress().isEmpty()),
            (parts, lost) -> change(
                    parts.acls, lost, each -> new NetworkAcl(each.id(), each.vpcId(), each.ingress(), List.of()))),
    ACL_OF_SUBNET(
            Hold.Part.NETWORK_ACL_ASSOCIATION,
            cloud -> ids(cloud.subnets(), each -> true),
            (parts, lost) -> change(
                    parts.subnets, lost, each -> subnet(each, new NetworkAclId("acl-ffffffff"), each.routeTableId()))),
    ROUTES_OF_TABLE(
            Hold.Part.ROUTES,
            cloud -> ids(cloud.routeTables(), each -> !each.routes().isEmpty()),
            (parts, lost) -> change(parts.tables, lost, each -> new RouteTable(each.id(), each.vpcId(), List.of()))),
    TABLE_OF_SUBNET(
            Hold.Part.ROUTES,
            cloud -> ids(cloud.subnets(), each -> true),
            (parts, lost) -> change(
                    parts.subnets, lost, each -> subnet(each, each.networkAclId(), new RouteTableId("rtb-ffffffff")))),
    PUBLIC_ADDRESS(
            Hold.Part.PUBLIC_ADDRESS,
            cloud -> ids(cloud.interfaces(), each -> each.publicAddress().isPresent()),
            (parts, lost) ->
                    change(parts.interfaces, lost, each -> member(each, Optional.empty(), each.securityGroups()))),
    GROUPS(
            Hold.Part.MEMBERSHIP,
            cloud -> ids(cloud.interfaces(), each -> !each.securityGroups().isEmpty()),
            (parts, lost) -> change(parts.interfaces, lost, each -> member(each, each.publicAddress(), List.of()))),
    DHCP_OPTIONS(
            Hold.Part.DHCP_OPTIONS,
            cloud -> ids(cloud.vpcs(), each -> each.dhcpOptionSet().isPresent()),
            (parts, lost) -> change(
                    parts.vpcs,
                    lost,
                    each -> new Vpc(each.id(), each.cidr(), Optional.empty(), each.internetGateways()))),
    PLACEMENT(
            Hold.Part.PLACEMENT,
            cloud -> cloud.placements().keySet().stream().map(Object::toString).toList(),
            (parts, lost) -> parts.hosts.replaceAll((name, host) -> host.withInstances(host.instances().stream()
                    .filter(each -> !lost.test(each.value()))
                    .toList()))),
    GATEWAYS(
            Hold.Part.GATEWAYS,
            cloud -> List.of("cloud"),
            (parts, lost) -> parts.gateways.removeIf(each -> lost.test("cloud"))),
    GATEWAY(
            Hold.Part.ALL,
            cloud -> cloud.configuration().gateways().stream()
                    .map(UplinkGateway::name)
                    .toList(),
            (parts, lost) -> parts.gateways.removeIf(each -> lost.test(each.name()))),
    ROUTE_TABLE(
            Hold.Part.ALL,
            cloud -> cloud.subnets().values().stream()
                    .map(each -> each.routeTableId().value())
                    .distinct()
                    .toList(),
            (parts, lost) -> remove(parts.tables, lost)),
    ONE_GROUP(
            Hold.Part.MEMBERSHIP,
            cloud -> cloud.interfaces().values().stream()
                    .flatMap(each -> each.securityGroups().stream().map(group -> each.id() + " in " + group))
                    .toList(),
            (parts, lost) -> parts.interfaces.replaceAll((id, each) -> member(
                    each,
                    each.publicAddress(),
                    each.securityGroups().stream()
                            .filter(group -> !lost.test(id + " in " + group))
                            .toList()))),
    VPC(Hold.Part.ALL, cloud -> ids(cloud.vpcs(), each -> true), (parts, lost) -> remove(parts.vpcs, lost)),
    SUBNET(Hold.Part.ALL, cloud -> ids(cloud.subnets(), each -> true), (parts, lost) -> remove(parts.subnets, lost)),
    ACL(Hold.Part.ALL, cloud -> ids(cloud.networkAcls(), each -> true), (parts, lost) -> remove(parts.acls, lost)),
    GROUP(
            Hold.Part.ALL,
            cloud -> ids(cloud.securityGroups(), each -> true),
            (parts, lost) -> remove(parts.groups, lost)),
    NAT_GATEWAY(
            Hold.Part.ALL,
            cloud -> ids(cloud.natGateways(), each -> true),
            (parts, lost) -> remove(parts.natGateways, lost)),
    INTERFACE(
            Hold.Part.ALL,
            cloud -> cloud.interfaces().values().stream()
                    .map(each -> each.nameInMidonet().value())
                    .distinct()
                    .toList(),
            (parts, lost) -> parts.interfaces
                    .values()
                    .removeIf(each -> lost.test(each.nameInMidonet().value())));

    private final Hold.Part part;
    private final Function<VpcState, List<String>> subjects;
    private final BiConsumer<Parts, Predicate<String>> take;

    Loss(Hold.Part part, Function<VpcState, List<String>> subjects, BiConsumer<Parts, Predicate<String>> take) {
        this.part = part;
        this.subjects = subjects;
        this.take = take;
    }

    /** Those of a cloud's entities that have what can be lost. */
    List<String> subjects(VpcState cloud) {
        return subjects.apply(cloud);
    }

    /** The cloud, in which some of the entities do not have it. */
    VpcState from(VpcState cloud, Predicate<String> lost) {
        Parts parts = new Parts(cloud);
        take.accept(parts, lost);
        return parts.state();
    }

    /** That it cannot be read what an entity has. */
    Hold hold(String subject) {
        return new Hold(subject, part);
    }

    private static <K, V> List<String> ids(NavigableMap<K, V> all, Predicate<V> having) {
        return all.keySet().stream()
                .filter(key -> having.test(all.get(key)))
                .map(Object::toString)
                .toList();
    }

    private static <K, V> void change(NavigableMap<K, V> all, Predicate<String> lost, UnaryOperator<V> change) {
        all.replaceAll((key, value) -> lost.test(key.toString()) ? change.apply(value) : value);
    }

    private static <K, V> void remove(NavigableMap<K, V> all, Predicate<String> lost) {
        all.keySet().removeIf(key -> lost.test(key.toString()));
    }

    private static Subnet subnet(Subnet each, NetworkAclId acl, RouteTableId table) {
        return new Subnet(each.id(), each.vpcId(), each.cidr(), each.zone(), acl, table);
    }

    private static NetworkInterface member(
            NetworkInterface each, Optional<Ipv4> publicAddress, List<SecurityGroupId> groups) {
        return new NetworkInterface(
                each.id(),
                each.instanceId(),
                each.deviceIndex(),
                each.vpcId(),
                each.subnetId(),
                each.mac(),
                each.privateAddress(),
                publicAddress,
                each.sourceDestCheck(),
                groups);
    }

    /** A cloud that is being taken from. */
    private static final class Parts {
        private final VpcState cloud;
        final NavigableMap<String, Host> hosts;
        final NavigableMap<VpcId, Vpc> vpcs;
        final NavigableMap<SubnetId, Subnet> subnets;
        final NavigableMap<RouteTableId, RouteTable> tables;
        final NavigableMap<NetworkAclId, NetworkAcl> acls;
        final NavigableMap<NatGatewayId, NatGateway> natGateways;
        final NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces;
        final NavigableMap<SecurityGroupId, SecurityGroup> groups;
        final List<UplinkGateway> gateways;

        Parts(VpcState cloud) {
            this.cloud = cloud;
            this.hosts = new TreeMap<>(cloud.hosts());
            this.vpcs = new TreeMap<>(cloud.vpcs());
            this.subnets = new TreeMap<>(cloud.subnets());
            this.tables = new TreeMap<>(cloud.routeTables());
            this.acls = new TreeMap<>(cloud.networkAcls());
            this.natGateways = new TreeMap<>(cloud.natGateways());
            this.interfaces = new TreeMap<>(cloud.interfaces());
            this.groups = new TreeMap<>(cloud.securityGroups());
            this.gateways = new ArrayList<>(cloud.configuration().gateways());
        }

        VpcState state() {
            CloudConfiguration whole = cloud.configuration();
            return new VpcState(
                    new CloudConfiguration(
                            whole.controllerAddress(),
                            whole.dnsDomain(),
                            whole.dnsServers(),
                            whole.publicAddresses(),
                            gateways),
                    hosts,
                    vpcs,
                    subnets,
                    tables,
                    acls,
                    natGateways,
                    interfaces,
                    groups,
                    cloud.dhcpOptionSets());
        }
    }
}
