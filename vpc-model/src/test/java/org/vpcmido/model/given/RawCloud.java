// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.DhcpOptionSet;
import org.vpcmido.model.vpc.DhcpOptionSetId;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * A cloud by its raw ids, in which anything may contradict anything. It grows sentence by sentence; what is said of subnets, routes, groups and instances is about the VPC and
 * subnet given last. As in Amazon's cloud a VPC starts with a main route table ({@code rtb-}, local route), an open
 * ACL ({@code acl-}) and a default group ({@code sg-}: everything from itself, everything out), all with its own
 * digits.
 */
public final class RawCloud {
    /** The host that instances run on, unless a test says otherwise. */
    public static final String HOST = "10.111.5.31";

    private static final String ZONE = "one";
    private static final int FIRST_ASSIGNABLE = 4;

    private final NavigableMap<String, Host> hosts = new TreeMap<>();
    private final NavigableMap<VpcId, Vpc> vpcs = new TreeMap<>();
    private final NavigableMap<SubnetId, Subnet> subnets = new TreeMap<>();
    private final NavigableMap<RouteTableId, RouteTable> routeTables = new TreeMap<>();
    private final NavigableMap<NetworkAclId, NetworkAcl> networkAcls = new TreeMap<>();
    private final NavigableMap<NatGatewayId, NatGateway> natGateways = new TreeMap<>();
    private final NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces = new TreeMap<>();
    private final NavigableMap<SecurityGroupId, SecurityGroup> securityGroups = new TreeMap<>();
    private final NavigableMap<DhcpOptionSetId, DhcpOptionSet> dhcpOptionSets = new TreeMap<>();
    private final List<UplinkGateway> gateways = new ArrayList<>();
    private VpcId vpc = new VpcId("vpc-00000000");
    private SubnetId subnet = new SubnetId("subnet-00000000");
    private int made;

    RawCloud() {
        host(HOST);
        gateways.add(new UplinkGateway(
                "10.111.5.11",
                "em1.116",
                Ipv4.of("10.116.133.11"),
                Cidr.of("10.116.128.0/17"),
                Ipv4.of("10.116.133.173"),
                Optional.empty()));
    }

    public RawCloud host(String name) {
        hosts.putIfAbsent(name, new Host(name, ZONE, List.of()));
        return this;
    }

    /** Puts an instance on one more host's list. */
    public RawCloud listed(String host, String instance) {
        host(host);
        hosts.computeIfPresent(
                host,
                (name, known) -> new Host(
                        name,
                        known.zone(),
                        Stream.concat(known.instances().stream(), Stream.of(new InstanceId(instance)))
                                .distinct()
                                .toList()));
        return this;
    }

    /** Uplink gateways instead of the default one. */
    public RawCloud gateways(UplinkGateway... instead) {
        gateways.clear();
        gateways.addAll(List.of(instead));
        return this;
    }

    /** A VPC with an id of its own. */
    public RawCloud vpc(String cidr) {
        return vpc("vpc-" + digits(), cidr);
    }

    public RawCloud vpc(String id, String cidr) {
        vpc = new VpcId(id);
        vpcs.put(vpc, new Vpc(vpc, Cidr.of(cidr), Optional.empty(), List.of()));
        routeTable("rtb" + suffix(), table -> table);
        acl(
                "acl" + suffix(),
                new NetworkAcl.Entry(100, NetworkAcl.Action.ALLOW, Traffic.all(), Cidr.ANY),
                new NetworkAcl.Entry(100, NetworkAcl.Action.ALLOW, Traffic.all(), Cidr.ANY));
        SecurityGroupId group = defaultGroup();
        securityGroups.put(
                group,
                new SecurityGroup(
                        group,
                        List.of(new SecurityGroup.Rule(Traffic.all(), new SecurityGroup.PeerGroup(group))),
                        List.of(new SecurityGroup.Rule(Traffic.all(), new SecurityGroup.PeerCidr(Cidr.ANY)))));
        return this;
    }

    /** Attaches an internet gateway, to which the main table's default route leads. */
    public RawCloud internetGateway() {
        InternetGatewayId id = new InternetGatewayId("igw" + suffix());
        vpcs.computeIfPresent(vpc, (same, known) -> new Vpc(same, known.cidr(), known.dhcpOptionSet(), List.of(id)));
        return route("0.0.0.0/0", new RouteTarget.ToInternetGateway(id));
    }

    public RawCloud dhcpOptions(DhcpOptionSet options) {
        dhcpOptionSets.put(options.id(), options);
        return dhcpOptions(options.id().value());
    }

    /** Names an option set, which need not exist. */
    public RawCloud dhcpOptions(String id) {
        vpcs.computeIfPresent(
                vpc,
                (same, known) ->
                        new Vpc(same, known.cidr(), Optional.of(new DhcpOptionSetId(id)), known.internetGateways()));
        return this;
    }

    public RawCloud subnet(String cidr) {
        return subnet("subnet-" + digits(), cidr);
    }

    /** A subnet with the VPC's own ACL and main table. */
    public RawCloud subnet(String id, String cidr) {
        return subnet(id, cidr, "acl" + suffix(), "rtb" + suffix());
    }

    public RawCloud subnet(String id, String cidr, String acl, String routeTable) {
        subnet = new SubnetId(id);
        subnets.put(
                subnet,
                new Subnet(subnet, vpc, Cidr.of(cidr), ZONE, new NetworkAclId(acl), new RouteTableId(routeTable)));
        return this;
    }

    /** A further route table with a local route. */
    public RawCloud routeTable(String id) {
        return routeTable(id, table -> table);
    }

    /** A route of the VPC's main table. */
    public RawCloud route(String destination, RouteTarget target) {
        return route("rtb" + suffix(), destination, target);
    }

    public RawCloud route(String table, String destination, RouteTarget target) {
        return routeTable(table, known -> with(known, new RouteTable.Route(Cidr.of(destination), target)));
    }

    private RawCloud routeTable(String id, UnaryOperator<RouteTable> change) {
        RouteTableId tableId = new RouteTableId(id);
        RouteTable table = routeTables.getOrDefault(
                tableId,
                new RouteTable(tableId, vpc, List.of(new RouteTable.Route(vpcCidr(), new RouteTarget.Local()))));
        routeTables.put(tableId, change.apply(table));
        return this;
    }

    private static RouteTable with(RouteTable table, RouteTable.Route route) {
        return new RouteTable(
                table.id(),
                table.vpcId(),
                Stream.concat(table.routes().stream(), Stream.of(route)).toList());
    }

    /** An ACL with one entry in each direction. */
    public RawCloud acl(String id, NetworkAcl.Entry ingress, NetworkAcl.Entry egress) {
        return acl(id, List.of(ingress), List.of(egress));
    }

    public RawCloud acl(String id, List<NetworkAcl.Entry> ingress, List<NetworkAcl.Entry> egress) {
        NetworkAclId aclId = new NetworkAclId(id);
        networkAcls.put(aclId, new NetworkAcl(aclId, vpc, ingress, egress));
        return this;
    }

    /** A group without ingress rules, and everything out. */
    public RawCloud group(String id) {
        SecurityGroupId group = new SecurityGroupId(id);
        securityGroups.putIfAbsent(
                group,
                new SecurityGroup(
                        group,
                        List.of(),
                        List.of(new SecurityGroup.Rule(Traffic.all(), new SecurityGroup.PeerCidr(Cidr.ANY)))));
        return this;
    }

    /** Lets {@code peer}, a CIDR block or a group id, in. */
    public RawCloud allowIn(String group, Traffic traffic, String peer) {
        group(group);
        securityGroups.computeIfPresent(
                new SecurityGroupId(group),
                (id, known) -> new SecurityGroup(id, and(known.ingress(), traffic, peer), known.egress()));
        return this;
    }

    /** Lets out to {@code peer}, a CIDR block or a group id, besides what is allowed already. */
    public RawCloud allowOut(String group, Traffic traffic, String peer) {
        group(group);
        securityGroups.computeIfPresent(
                new SecurityGroupId(group),
                (id, known) -> new SecurityGroup(id, known.ingress(), and(known.egress(), traffic, peer)));
        return this;
    }

    private static List<SecurityGroup.Rule> and(List<SecurityGroup.Rule> rules, Traffic traffic, String peer) {
        SecurityGroup.Peer read = peer.startsWith("sg-")
                ? new SecurityGroup.PeerGroup(new SecurityGroupId(peer))
                : new SecurityGroup.PeerCidr(Cidr.of(peer));
        return Stream.concat(rules.stream(), Stream.of(new SecurityGroup.Rule(traffic, read)))
                .toList();
    }

    /** TCP to a port, for rules. */
    public static Traffic tcp(int port) {
        return Traffic.of(Protocol.TCP, PortRange.of(port));
    }

    /** ICMP of every type, for rules. */
    public static Traffic icmp() {
        return new Traffic(Optional.of(Protocol.ICMP), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** A NAT gateway in the subnet, with the next free address. */
    public RawCloud natGateway(String id, String publicAddress) {
        NatGatewayId gateway = new NatGatewayId(id);
        natGateways.put(
                gateway,
                new NatGateway(
                        gateway, vpc, subnet, Optional.empty(), freeAddress(), Optional.of(Ipv4.of(publicAddress))));
        return this;
    }

    /** An instance with one interface in the subnet. */
    public RawCloud instance(String id) {
        return instance(id, given -> {});
    }

    /** An instance's interface; call it again with the same id, and another device index, for a further one. */
    public RawCloud instance(String id, Consumer<RawInterface> details) {
        RawInterface given = new RawInterface(
                new InstanceId(id),
                new NetworkInterfaceId("eni-" + digits()),
                vpc,
                subnet,
                freeAddress(),
                defaultGroup(),
                HOST);
        details.accept(given);
        NetworkInterface built = given.build();
        interfaces.put(built.id(), built);
        given.host().ifPresent(host -> listed(host, id));
        return this;
    }

    public VpcState state() {
        return new VpcState(
                new CloudConfiguration(
                        Ipv4.of("10.111.5.10"),
                        "eucalyptus.internal",
                        List.of(Ipv4.of("10.111.5.10")),
                        List.of(new AddressRange(Ipv4.of("203.0.113.1"), Ipv4.of("203.0.113.254"))),
                        gateways),
                hosts,
                vpcs,
                subnets,
                routeTables,
                networkAcls,
                natGateways,
                interfaces,
                securityGroups,
                dhcpOptionSets);
    }

    private Ipv4 freeAddress() {
        Subnet current = subnets.get(subnet);
        Ipv4 address = current == null ? Ipv4.of("10.0.0.4") : current.cidr().address(FIRST_ASSIGNABLE);
        while (isTaken(address)) {
            address = address.plus(1);
        }
        return address;
    }

    private boolean isTaken(Ipv4 address) {
        return Stream.concat(
                        interfaces.values().stream()
                                .filter(each -> each.subnetId().equals(subnet))
                                .map(NetworkInterface::privateAddress),
                        natGateways.values().stream()
                                .filter(each -> each.subnetId().equals(subnet))
                                .map(NatGateway::privateAddress))
                .anyMatch(address::equals);
    }

    private Cidr vpcCidr() {
        Vpc current = vpcs.get(vpc);
        return current == null ? Cidr.of("10.0.0.0/16") : current.cidr();
    }

    private SecurityGroupId defaultGroup() {
        return new SecurityGroupId("sg" + suffix());
    }

    private String suffix() {
        return vpc.value().substring("vpc".length());
    }

    private String digits() {
        return String.format(Locale.ROOT, "%08x", 0xe000_0000L + ++made);
    }
}
