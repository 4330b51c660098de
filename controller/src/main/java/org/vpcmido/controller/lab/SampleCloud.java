// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.DhcpOptionSetId;
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
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * A small cloud of three tenants, as one would find it in a department: a shop with web, application and database
 * subnets behind a NAT gateway, a laboratory whose addresses overlap with the shop's, and a default VPC.
 */
final class SampleCloud {
    private static final Ipv4 CONTROLLER = Ipv4.of("10.111.5.10");
    private static final int FIRST_ASSIGNABLE = 4;
    private static final DhcpOptionSetId OPTIONS = new DhcpOptionSetId("dopt-0000c001");

    private final CloudDraft draft = new CloudDraft(OPTIONS);
    private final NavigableMap<SubnetId, Integer> addressesGiven = new TreeMap<>();
    private int instances;
    private int publicAddresses;

    private SampleCloud() {
        for (String node : List.of("10.111.5.31", "10.111.5.32", "10.111.6.31", "10.111.6.32")) {
            draft.node(node);
        }
    }

    /** The cloud, always the same. */
    static VpcState build() {
        SampleCloud cloud = new SampleCloud();
        cloud.shop();
        cloud.laboratory();
        cloud.defaultVpc();
        return cloud.state();
    }

    private void shop() {
        VpcId shop = vpc(1, "10.20.0.0/16");
        NetworkAclId open = openAcl(shop, 1);
        NetworkAclId guarded = guardedAcl(shop, 2);
        NatGatewayId nat = new NatGatewayId("nat-0000c0000000000a1");
        RouteTableId publicTable = routeTable(shop, 1, new RouteTarget.ToInternetGateway(internetGateway(1)));
        RouteTableId privateTable = routeTable(shop, 2, new RouteTarget.ToNatGateway(nat));
        RouteTableId localTable = routeTable(shop, 3);
        Subnet web = subnet(shop, 1, "10.20.0.0/24", "one", open, publicTable);
        Subnet application = subnet(shop, 2, "10.20.1.0/24", "one", open, privateTable);
        Subnet applicationToo = subnet(shop, 3, "10.20.2.0/24", "two", open, privateTable);
        Subnet database = subnet(shop, 4, "10.20.3.0/24", "two", guarded, localTable);
        draft.natGateways.add(new NatGateway(
                nat,
                shop,
                web.id(),
                Optional.of(MacAddress.of("d0:0d:00:00:ca:01")),
                nextAddress(web),
                Optional.of(nextPublicAddress())));
        SecurityGroupId webGroup = group(1, tcp(80, Cidr.ANY), tcp(443, Cidr.ANY), tcp(22, Cidr.of("10.20.0.0/16")));
        SecurityGroupId applicationGroup = group(2, tcp(8080, webGroup), ping());
        SecurityGroupId databaseGroup = group(3, tcp(5432, applicationGroup));
        launch(web, 4, true, webGroup);
        launch(application, 3, false, applicationGroup);
        launch(applicationToo, 3, false, applicationGroup);
        launch(database, 2, false, databaseGroup);
    }

    private void laboratory() {
        VpcId laboratory = vpc(2, "10.20.0.0/16");
        NetworkAclId open = openAcl(laboratory, 11);
        RouteTableId table = routeTable(laboratory, 11, new RouteTarget.ToInternetGateway(internetGateway(2)));
        SecurityGroupId group = group(11, tcp(22, Cidr.ANY), ping());
        launch(subnet(laboratory, 11, "10.20.0.0/24", "one", open, table), 3, true, group);
        launch(subnet(laboratory, 12, "10.20.128.0/28", "two", open, table), 3, false, group);
    }

    private void defaultVpc() {
        VpcId vpc = vpc(3, "172.31.0.0/16");
        NetworkAclId open = openAcl(vpc, 21);
        RouteTableId table = routeTable(vpc, 21, new RouteTarget.ToInternetGateway(internetGateway(3)));
        SecurityGroupId group = group(21, tcp(22, Cidr.ANY));
        launch(subnet(vpc, 21, "172.31.0.0/20", "one", open, table), 2, true, group);
        launch(subnet(vpc, 22, "172.31.16.0/20", "two", open, table), 2, true, group);
    }

    private VpcState state() {
        AddressRange publicAddresses = new AddressRange(Ipv4.of("203.0.113.10"), Ipv4.of("203.0.113.254"));
        return draft.state(CONTROLLER, "10.111.5.11", publicAddresses, SampleCloud::zone);
    }

    private VpcId vpc(int number, String cidr) {
        VpcId id = new VpcId(id("vpc", number));
        draft.vpcs.add(new Vpc(id, Cidr.of(cidr), Optional.of(OPTIONS), List.of(internetGateway(number))));
        return id;
    }

    private static InternetGatewayId internetGateway(int vpcNumber) {
        return new InternetGatewayId(id("igw", vpcNumber));
    }

    private Subnet subnet(
            VpcId vpc, int number, String cidr, String zone, NetworkAclId networkAcl, RouteTableId routeTable) {
        Subnet subnet =
                new Subnet(new SubnetId(id("subnet", number)), vpc, Cidr.of(cidr), zone, networkAcl, routeTable);
        draft.subnets.add(subnet);
        return subnet;
    }

    private RouteTableId routeTable(VpcId vpc, int number, RouteTarget... defaultTargets) {
        RouteTableId id = new RouteTableId(id("rtb", number));
        List<RouteTable.Route> routes = new ArrayList<>();
        Cidr local = draft.vpcs.get(draft.vpcs.size() - 1).cidr();
        routes.add(new RouteTable.Route(local, new RouteTarget.Local()));
        for (RouteTarget target : defaultTargets) {
            routes.add(new RouteTable.Route(Cidr.ANY, target));
        }
        draft.routeTables.add(new RouteTable(id, vpc, routes));
        return id;
    }

    private NetworkAclId openAcl(VpcId vpc, int number) {
        return acl(vpc, number, List.of(entry(100, NetworkAcl.Action.ALLOW, Traffic.all(), Cidr.ANY)));
    }

    /** Only the VPC itself gets in, and nobody by telnet. */
    private NetworkAclId guardedAcl(VpcId vpc, int number) {
        Cidr inside = draft.vpcs.get(draft.vpcs.size() - 1).cidr();
        return acl(
                vpc,
                number,
                List.of(
                        entry(50, NetworkAcl.Action.DENY, Traffic.of(Protocol.TCP, PortRange.of(23)), Cidr.ANY),
                        entry(100, NetworkAcl.Action.ALLOW, Traffic.all(), inside)));
    }

    private NetworkAclId acl(VpcId vpc, int number, List<NetworkAcl.Entry> entries) {
        List<NetworkAcl.Entry> whole = new ArrayList<>(entries);
        whole.add(entry(32767, NetworkAcl.Action.DENY, Traffic.all(), Cidr.ANY));
        NetworkAclId id = new NetworkAclId(id("acl", number));
        draft.networkAcls.add(new NetworkAcl(id, vpc, whole, whole));
        return id;
    }

    private static NetworkAcl.Entry entry(int number, NetworkAcl.Action action, Traffic traffic, Cidr cidr) {
        return new NetworkAcl.Entry(number, action, traffic, cidr);
    }

    private SecurityGroupId group(int number, SecurityGroup.Rule... ingress) {
        SecurityGroupId id = new SecurityGroupId(id("sg", number));
        List<SecurityGroup.Rule> egress =
                List.of(new SecurityGroup.Rule(Traffic.all(), new SecurityGroup.PeerCidr(Cidr.ANY)));
        draft.securityGroups.add(new SecurityGroup(id, List.of(ingress), egress));
        return id;
    }

    private static SecurityGroup.Rule tcp(int port, Cidr from) {
        return new SecurityGroup.Rule(Traffic.of(Protocol.TCP, PortRange.of(port)), new SecurityGroup.PeerCidr(from));
    }

    private static SecurityGroup.Rule tcp(int port, SecurityGroupId from) {
        return new SecurityGroup.Rule(Traffic.of(Protocol.TCP, PortRange.of(port)), new SecurityGroup.PeerGroup(from));
    }

    private static SecurityGroup.Rule ping() {
        return new SecurityGroup.Rule(
                Traffic.icmp(8, OptionalInt.empty()), new SecurityGroup.PeerCidr(Cidr.of("10.0.0.0/8")));
    }

    private void launch(Subnet subnet, int count, boolean withPublicAddress, SecurityGroupId group) {
        List<String> nodes = draft.placements.keySet().stream()
                .filter(node -> zone(node).equals(subnet.zone()))
                .toList();
        for (int i = 0; i < count; i++) {
            int number = ++instances;
            InstanceId instance = new InstanceId(id("i", number));
            NetworkInterfaceId eni = new NetworkInterfaceId(id("eni", number));
            draft.interfaces.add(new NetworkInterface(
                    eni,
                    instance,
                    0,
                    subnet.vpcId(),
                    subnet.id(),
                    new MacAddress(
                            0xD00D_0000_0000L | Long.parseLong(eni.value().substring(4), 16)),
                    nextAddress(subnet),
                    withPublicAddress ? Optional.of(nextPublicAddress()) : Optional.empty(),
                    true,
                    List.of(group)));
            draft.place(instance, nodes.get(i % nodes.size()));
        }
    }

    private Ipv4 nextAddress(Subnet subnet) {
        return subnet.cidr().address(FIRST_ASSIGNABLE - 1 + addressesGiven.merge(subnet.id(), 1, Integer::sum));
    }

    private Ipv4 nextPublicAddress() {
        return Ipv4.of("203.0.113.10").plus(publicAddresses++);
    }

    private static String zone(String node) {
        return node.startsWith("10.111.5.") ? "one" : "two";
    }

    private static String id(String prefix, int number) {
        return "%s-0000c%03x".formatted(prefix, number);
    }
}
