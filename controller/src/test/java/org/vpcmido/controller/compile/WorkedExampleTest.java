// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.golden.NamedTopology;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudConfiguration;
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

@DisplayName("The worked example of the reference (eucanetd-vpcmido.md 6)")
class WorkedExampleTest {
    private static final VpcId VPC = new VpcId("vpc-11111111");
    private static final SubnetId A = new SubnetId("subnet-aaaaaaaa");
    private static final SubnetId B = new SubnetId("subnet-bbbbbbbb");
    private static final NetworkAclId ACL = new NetworkAclId("acl-cccccccc");
    private static final SecurityGroupId GROUP = new SecurityGroupId("sg-dddddddd");
    private static final InternetGatewayId IGW = new InternetGatewayId("igw-11111111");
    private static final NatGatewayId NAT = new NatGatewayId("nat-0123456789abcdef0");
    private static final RouteTableId MAIN = new RouteTableId("rtb-11111111");
    private static final RouteTableId OTHER = new RouteTableId("rtb-22222222");

    private final Desired desired = TopologyCompiler.compile(
            new Checked(state(), List.of(), Set.of()),
            new CompileContext(
                    Facts.none()
                            .withHosts(Map.of(
                                    "10.0.0.1", new Key("host:10.0.0.1"),
                                    "10.0.0.11", new Key("host:10.0.0.11"),
                                    "10.0.0.12", new Key("host:10.0.0.12"),
                                    "10.0.0.20", new Key("host:10.0.0.20"))),
                    LayoutSettings.defaults(),
                    Corrections.none(),
                    ServerLimits.strict()));
    private final Topology topology = desired.topology();

    @Test
    @DisplayName("has the address groups of 6.1")
    void addressGroups() {
        assertThat(all(Kind.IP_ADDR_GROUP, IpAddrGroup.class)
                        .map(group -> group.name() + " = "
                                + topology.referringTo(group.key(), IpAddrGroupAddr.class)
                                        .map(IpAddrGroupAddr::address)
                                        .sorted()
                                        .toList()))
                .containsExactlyInAnyOrder(
                        "euca_version = [4.4.2.0]",
                        "metadata_ip = [169.254.169.254]",
                        "elip_pre_nat-0123456789abcdef0 = [203.0.113.20]",
                        "sg_priv_sg-dddddddd = [172.31.0.10, 172.31.0.11]",
                        "sg_pub_sg-dddddddd = [203.0.113.10]",
                        "sg_all_sg-dddddddd = [172.31.0.10, 172.31.0.11, 203.0.113.10]",
                        "elip_pre_i-aaaa1111 = [203.0.113.10]",
                        "elip_post_i-aaaa1111 = [172.31.0.10]",
                        "elip_pre_i-bbbb2222 = []",
                        "elip_post_i-bbbb2222 = [172.31.0.11]");
    }

    @Test
    @DisplayName("has the routers, ports, links and bindings of 6.3 to 6.5")
    void devices() {
        assertThat(all(Kind.ROUTER, Router.class).map(Router::name))
                .containsExactlyInAnyOrder(
                        "eucart", "eucamdrt", "vr_vpc-11111111_2", "natr_nat-0123456789abcdef0_subnet-bbbbbbbb_3");
        assertThat(all(Kind.PORT, RouterPort.class)
                        .map(port -> port.key() + " " + port.address() + " " + port.network()))
                .containsExactlyInAnyOrder(
                        "core/edge-router/inner-port 169.254.0.1 169.254.0.0/17",
                        "gateway/10.0.0.20/eth1/port 203.0.113.2 203.0.113.0/24",
                        "metadata/router/inner-port 169.254.128.1 169.254.128.0/17",
                        "metadata/router/outer-port 169.254.169.249 169.254.169.248/29",
                        "vpc/vpc-11111111/uplink 169.254.0.2 169.254.0.0/17",
                        "vpc/vpc-11111111/metadata-uplink 169.254.128.2 169.254.128.0/17",
                        "subnet/subnet-aaaaaaaa/router-port 172.31.0.1 172.31.0.0/20",
                        "subnet/subnet-bbbbbbbb/router-port 172.31.16.1 172.31.16.0/20",
                        "nat-gateway/nat-0123456789abcdef0/uplink 169.254.0.3 169.254.0.0/17",
                        "nat-gateway/nat-0123456789abcdef0/subnet-port 172.31.16.5 172.31.16.0/20");
        assertThat(all(Kind.PORT, BridgePort.class)).hasSize(12);
        assertThat(all(Kind.PORT_LINK, PortLink.class)).hasSize(8);
        assertThat(all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class)
                        .map(binding -> binding.host() + " " + binding.interfaceName()))
                .containsExactlyInAnyOrder(
                        "host:10.0.0.20 eth1",
                        "host:10.0.0.1 eucamd_mido",
                        "host:10.0.0.1 vn0_aaaaaaaa",
                        "host:10.0.0.1 vn0_bbbbbbbb",
                        "host:10.0.0.11 vn_i-aaaa1111",
                        "host:10.0.0.12 vn_i-bbbb2222");
        assertThat(topology.find(Keys.natGatewaySubnetPort(NAT), RouterPort.class)
                        .orElseThrow()
                        .mac())
                .contains(MacAddress.of("d0:0d:01:02:03:05"));
    }

    @Test
    @DisplayName("has the routes of 6.6")
    void routes() {
        assertThat(all(Kind.ROUTE, Route.class).map(WorkedExampleTest::row))
                .containsExactlyInAnyOrder(
                        "core/edge-router 0.0.0.0/0 169.254.0.0/17 core/edge-router/inner-port - 0",
                        "core/edge-router 0.0.0.0/0 203.0.113.0/24 gateway/10.0.0.20/eth1/port - 0",
                        "core/edge-router 0.0.0.0/0 203.0.113.1/32 gateway/10.0.0.20/eth1/port - 0",
                        "core/edge-router 0.0.0.0/0 0.0.0.0/0 gateway/10.0.0.20/eth1/port 203.0.113.1 0",
                        "core/edge-router 0.0.0.0/0 203.0.113.20/32 core/edge-router/inner-port 169.254.0.3 100",
                        "core/edge-router 0.0.0.0/0 203.0.113.10/32 core/edge-router/inner-port 169.254.0.2 100",
                        "metadata/router 0.0.0.0/0 169.254.128.0/17 metadata/router/inner-port - 0",
                        "metadata/router 0.0.0.0/0 169.254.169.248/29 metadata/router/outer-port - 0",
                        "metadata/router 0.0.0.0/0 255.0.0.10/32 metadata/router/inner-port 169.254.128.2 100",
                        "metadata/router 0.0.0.0/0 255.0.0.11/32 metadata/router/inner-port 169.254.128.2 100",
                        "vr 0.0.0.0/0 169.254.0.0/17 vpc/vpc-11111111/uplink - 0",
                        "vr 0.0.0.0/0 169.254.169.254/32 vpc/vpc-11111111/metadata-uplink 169.254.128.1 0",
                        "vr 0.0.0.0/0 169.254.169.253/32 vpc/vpc-11111111/metadata-uplink 169.254.128.1 0",
                        "vr 0.0.0.0/0 172.31.0.0/20 subnet/subnet-aaaaaaaa/router-port - 0",
                        "vr 0.0.0.0/0 172.31.16.0/20 subnet/subnet-bbbbbbbb/router-port - 0",
                        "vr 172.31.0.0/20 0.0.0.0/0 vpc/vpc-11111111/uplink 169.254.0.1 10",
                        "vr 172.31.0.0/20 198.51.100.0/24 subnet/subnet-bbbbbbbb/router-port 172.31.16.5 20",
                        "vr 172.31.16.0/20 0.0.0.0/0 vpc/vpc-11111111/uplink 169.254.0.1 10",
                        "natr 0.0.0.0/0 0.0.0.0/0 nat-gateway/nat-0123456789abcdef0/uplink 169.254.0.1 0",
                        "natr 0.0.0.0/0 169.254.0.0/17 nat-gateway/nat-0123456789abcdef0/uplink - 0",
                        "natr 0.0.0.0/0 172.31.0.0/16 nat-gateway/nat-0123456789abcdef0/subnet-port 172.31.16.1 0");
    }

    @Test
    @DisplayName("has the DHCP, ARP and MAC entries of 6.7")
    void tables() {
        MacAddress routerA = mac(Keys.subnetRouterPort(A));
        MacAddress routerB = mac(Keys.subnetRouterPort(B));
        assertThat(all(Kind.DHCP_SUBNET, DhcpSubnet.class)
                        .map(each ->
                                each.subnet() + " " + each.defaultGateway().orElseThrow() + " " + each.dnsServers()))
                .containsExactly("172.31.0.0/20 172.31.0.1 [10.0.0.1]", "172.31.16.0/20 172.31.16.1 [10.0.0.1]");
        assertThat(all(Kind.DHCP_HOST, DhcpHost.class)
                        .map(each -> each.name().orElseThrow() + " " + each.mac() + " "
                                + each.address().orElseThrow() + " " + each.options()))
                .containsExactly(
                        "i-aaaa1111 d0:0d:aa:aa:11:11 172.31.0.10 "
                                + "[Option[name=domain_search, value=eucalyptus.internal]]",
                        "i-bbbb2222 d0:0d:bb:bb:22:22 172.31.0.11 "
                                + "[Option[name=domain_search, value=eucalyptus.internal]]");
        assertThat(all(Kind.ARP_ENTRY, ArpEntry.class).map(each -> each.address() + " " + each.mac()))
                .containsExactlyInAnyOrder(
                        "172.31.0.2 " + routerA,
                        "172.31.0.10 d0:0d:aa:aa:11:11",
                        "172.31.0.11 d0:0d:bb:bb:22:22",
                        "172.31.16.2 " + routerB);
        assertThat(all(Kind.MAC_ENTRY, MacEntry.class).map(each -> each.mac() + " " + each.port()))
                .containsExactly(
                        "d0:0d:aa:aa:11:11 interface/i-aaaa1111/port", "d0:0d:bb:bb:22:22 interface/i-bbbb2222/port");
        assertThat(routerA).isNotEqualTo(routerB);
        assertThat(List.of(routerA, routerB))
                .allSatisfy(mac -> assertThat(mac.toString()).startsWith("02:"));
    }

    @Test
    @DisplayName("has the chains and rules of 6.8")
    void rules() {
        Map<String, List<String>> chains = new NamedTopology(topology).chains();
        assertThat(all(Kind.CHAIN, Chain.class)).hasSize(21);
        assertThat(chains.values().stream().mapToInt(List::size).sum()).isEqualTo(74);
        assertThat(chains.get("chain:vc_vpc-11111111_postchain"))
                .containsExactly("snat continue [203.0.113.10] ipAddrGroupSrc=ipag:elip_post_i-aaaa1111"
                        + " nwDst!=172.31.0.0/16");
        assertThat(chains.get("chain:natc_nat-0123456789abcdef0_rtout"))
                .containsExactly("snat accept [203.0.113.20:1024-65535]"
                        + " outPorts=[port:router:natr_nat-0123456789abcdef0_subnet-bbbbbbbb_3/169.254.0.3]"
                        + " nwSrc=172.31.0.0/16");
        assertThat(chains.get("chain:natc_nat-0123456789abcdef0_rtin"))
                .containsExactly("rev_snat accept nwDst=203.0.113.20/32");
        assertThat(chains.get("chain:sc_subnet-bbbbbbbb_out"))
                .containsExactly(
                        "accept nwDst=172.31.16.0/20",
                        "accept nwProto=17 tpDst=67-68",
                        "accept nwDst=169.254.0.0/16",
                        "accept nwDst=172.31.16.0/30",
                        "jump chain:acl_egress_vpc-11111111_acl-cccccccc");
        assertThat(chains.get("chain:acl_ingress_vpc-11111111_acl-cccccccc"))
                .containsExactly("accept nwSrc=0.0.0.0/0", "drop nwSrc=0.0.0.0/0");
        assertThat(chains.get("chain:sg_ingress_sg-dddddddd"))
                .containsExactly("accept ipAddrGroupSrc=ipag:sg_all_sg-dddddddd");
        assertThat(chains.get("chain:ic_i-aaaa1111_prechain"))
                .containsExactly(
                        "drop dlType=2054 nwSrc!=172.31.0.10/32",
                        "drop dlType=2054 dlSrc!=d0:0d:aa:aa:11:11",
                        "drop dlType=2048 nwSrc!=172.31.0.10/32",
                        "drop dlSrc!=d0:0d:aa:aa:11:11",
                        "accept matchReturnFlow",
                        "accept nwDst=172.31.0.2/31",
                        "accept nwDst=169.254.169.248/29",
                        "jump chain:sg_egress_sg-dddddddd",
                        "drop dlType!=2054");
        assertThat(chains.get("chain:ic_i-aaaa1111_postchain"))
                .containsExactly(
                        "drop dlType=2054 nwDst!=172.31.0.10/32",
                        "drop dlType=2054 dlDst!=d0:0d:aa:aa:11:11 nwProto=2",
                        "accept nwProto=17 tpDst=67-68",
                        "drop dlType=2048 nwDst!=172.31.0.10/32",
                        "accept matchReturnFlow",
                        "jump chain:sg_ingress_sg-dddddddd",
                        "drop dlType!=2054");
        assertThat(desired.findings()).isEmpty();
    }

    private <R extends Resource> Stream<R> all(Kind kind, Class<R> type) {
        return topology.all(kind, type);
    }

    private MacAddress mac(Key port) {
        return topology.find(port, RouterPort.class).flatMap(RouterPort::mac).orElseThrow();
    }

    private static String row(Route route) {
        String router = route.router().path().replaceFirst("vpc/.*", "vr").replaceFirst("nat-gateway/.*", "natr");
        return String.join(
                " ",
                router,
                route.source().toString(),
                route.destination().toString(),
                route.nextHopPort().orElseThrow().path(),
                route.nextHopGateway().map(Ipv4::toString).orElse("-"),
                Integer.toString(route.weight()));
    }

    private static VpcState state() {
        CloudConfiguration configuration = new CloudConfiguration(
                Ipv4.of("10.0.0.1"),
                "eucalyptus.internal",
                List.of(Ipv4.of("10.0.0.1")),
                List.of(),
                List.of(new UplinkGateway(
                        "10.0.0.20",
                        "eth1",
                        Ipv4.of("203.0.113.2"),
                        Cidr.of("203.0.113.0/24"),
                        Ipv4.of("203.0.113.1"),
                        Optional.empty())));
        List<NetworkAcl.Entry> entries = List.of(
                new NetworkAcl.Entry(100, NetworkAcl.Action.ALLOW, Traffic.all(), Cidr.ANY),
                new NetworkAcl.Entry(32767, NetworkAcl.Action.DENY, Traffic.all(), Cidr.ANY));
        Cidr cidr = Cidr.of("172.31.0.0/16");
        RouteTable.Route local = new RouteTable.Route(cidr, new RouteTarget.Local());
        RouteTable.Route out = new RouteTable.Route(Cidr.ANY, new RouteTarget.ToInternetGateway(IGW));
        RouteTable.Route nat = new RouteTable.Route(Cidr.of("198.51.100.0/24"), new RouteTarget.ToNatGateway(NAT));
        SecurityGroup group = new SecurityGroup(
                GROUP,
                List.of(new SecurityGroup.Rule(Traffic.all(), new SecurityGroup.PeerGroup(GROUP))),
                List.of(new SecurityGroup.Rule(Traffic.all(), new SecurityGroup.PeerCidr(Cidr.ANY))));
        NatGateway natGateway = new NatGateway(
                NAT,
                VPC,
                B,
                Optional.of(MacAddress.of("D0:0D:01:02:03:05")),
                Ipv4.of("172.31.16.5"),
                Optional.of(Ipv4.of("203.0.113.20")));
        return new VpcState(
                configuration,
                VpcState.byId(
                        List.of(
                                new Host("10.0.0.11", "z", List.of(new InstanceId("i-aaaa1111"))),
                                new Host("10.0.0.12", "z", List.of(new InstanceId("i-bbbb2222")))),
                        Host::name),
                VpcState.byId(List.of(new Vpc(VPC, cidr, Optional.empty(), List.of(IGW))), Vpc::id),
                VpcState.byId(
                        List.of(
                                new Subnet(A, VPC, Cidr.of("172.31.0.0/20"), "z", ACL, OTHER),
                                new Subnet(B, VPC, Cidr.of("172.31.16.0/20"), "z", ACL, MAIN)),
                        Subnet::id),
                VpcState.byId(
                        List.of(
                                new RouteTable(MAIN, VPC, List.of(local, out)),
                                new RouteTable(OTHER, VPC, List.of(local, out, nat))),
                        RouteTable::id),
                VpcState.byId(List.of(new NetworkAcl(ACL, VPC, entries, entries)), NetworkAcl::id),
                VpcState.byId(List.of(natGateway), NatGateway::id),
                VpcState.byId(
                        List.of(
                                instance("aaaa1111", "172.31.0.10", Optional.of(Ipv4.of("203.0.113.10"))),
                                instance("bbbb2222", "172.31.0.11", Optional.empty())),
                        NetworkInterface::id),
                VpcState.byId(List.of(group), SecurityGroup::id),
                new TreeMap<>());
    }

    private static NetworkInterface instance(String digits, String address, Optional<Ipv4> publicAddress) {
        return new NetworkInterface(
                new NetworkInterfaceId("eni-" + digits),
                new InstanceId("i-" + digits),
                0,
                VPC,
                A,
                MacAddress.of("D0:0D:" + digits.replaceAll("(..)(?=.)", "$1:")),
                Ipv4.of(address),
                publicAddress,
                true,
                List.of(GROUP));
    }
}
