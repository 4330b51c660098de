// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.given.Given;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.RawCloud;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("A consistency check")
class ConsistencyCheckTest {
    private static RawCloud vpc() {
        return Given.cloud().vpc("vpc-00000001", "10.0.0.0/16").internetGateway();
    }

    private static RawCloud subnet() {
        return vpc().subnet("subnet-00000001", "10.0.1.0/24");
    }

    private static RawCloud instance() {
        return subnet().instance("i-00000001", at -> at.id("eni-00000001").address("10.0.1.10"));
    }

    private static List<String> codes(Checked checked) {
        return checked.findings().stream()
                .map(each -> each.subject() + " " + each.code())
                .toList();
    }

    private static List<String> holds(Checked checked) {
        return checked.holds().stream().map(Hold::toString).toList();
    }

    @Test
    @DisplayName("leaves a sound cloud as it is")
    void leavesSoundCloudAlone() {
        VpcState state = instance()
                .natGateway("nat-00000000000000001", "203.0.113.1")
                .route("192.168.0.0/16", new RouteTarget.ToNatGateway(new NatGatewayId("nat-00000000000000001")))
                .state();
        assertThat(ConsistencyCheck.check(state)).isEqualTo(new Checked(state, List.of(), Set.of()));
    }

    @ParameterizedTest
    @DisplayName("holds a VPC in a reserved range, and with it all it has, in one finding")
    @ValueSource(
            strings = {
                "169.254.0.0/16",
                "127.0.0.0/16",
                "0.1.0.0/16",
                "224.0.0.0/16",
                "239.255.0.0/16",
                "255.255.0.0/16"
            })
    void holdsVpcInReservedRange(String cidr) {
        Checked checked = ConsistencyCheck.check(Given.cloud()
                .vpc("vpc-00000001", cidr)
                .subnet("subnet-00000001", cidr.replace("/16", "/24"))
                .instance("i-00000001", at -> at.id("eni-00000001"))
                .state());
        assertThat(codes(checked)).containsExactly("vpc-00000001 reserved-range");
        assertThat(checked.findings().get(0).effect())
                .contains("subnet-00000001", "eni-00000001", "rtb-00000001", "acl-00000001");
        assertThat(holds(checked))
                .containsExactly(
                        "acl-00000001",
                        "eni-00000001",
                        "i-00000001",
                        "rtb-00000001",
                        "subnet-00000001",
                        "vpc-00000001");
        assertThat(checked.state().vpcs()).isEmpty();
        assertThat(checked.state().interfaces()).isEmpty();
    }

    @Test
    @DisplayName("of overlapping subnets keeps the one with the lowest id, and those apart from it")
    void holdsOverlappingSubnets() {
        Checked checked = ConsistencyCheck.check(vpc().subnet("subnet-00000003", "10.0.0.0/20")
                .subnet("subnet-00000002", "10.0.2.0/24")
                .subnet("subnet-00000001", "10.0.1.0/24")
                .subnet("subnet-00000004", "10.0.2.128/25")
                .subnet("subnet-00000005", "10.0.3.0/24")
                .state());
        assertThat(codes(checked)).containsExactly("subnet-00000003 subnet-overlap", "subnet-00000004 subnet-overlap");
        assertThat(checked.state().subnets().keySet())
                .extracting(SubnetId::value)
                .containsExactly("subnet-00000001", "subnet-00000002", "subnet-00000005");
    }

    @Test
    @DisplayName("lets subnets of different VPCs overlap")
    void letsVpcsOverlap() {
        VpcState state = instance()
                .vpc("vpc-00000002", "10.0.0.0/16")
                .subnet("subnet-00000002", "10.0.1.0/24")
                .instance("i-00000002", at -> at.address("10.0.1.10"))
                .state();
        assertThat(ConsistencyCheck.check(state).findings()).isEmpty();
    }

    @Test
    @DisplayName("keeps a subnet whose ACL and route table are unknown, and holds just the association and the routes")
    void keepsSubnetWithoutAclAndTable() {
        Checked checked =
                ConsistencyCheck.check(vpc().subnet("subnet-00000001", "10.0.1.0/24", "acl-0000dead", "rtb-0000dead")
                        .state());
        assertThat(checked.state().subnets()).containsOnlyKeys(new SubnetId("subnet-00000001"));
        assertThat(codes(checked))
                .containsExactly("subnet-00000001 dangling-reference", "subnet-00000001 dangling-reference");
        assertThat(holds(checked))
                .containsExactly(
                        "acl-0000dead",
                        "rtb-0000dead",
                        "subnet-00000001 NETWORK_ACL_ASSOCIATION",
                        "subnet-00000001 ROUTES");
    }

    @Test
    @DisplayName("tells each of several who refer to the same nothing")
    void tellsEveryReferrer() {
        Checked checked = ConsistencyCheck.check(instance()
                .allowIn("sg-00000001", RawCloud.tcp(22), "sg-0000dead")
                .instance("i-00000002", at -> at.id("eni-00000002").groups("sg-0000dead", "sg-00000001"))
                .state());
        assertThat(codes(checked)).containsExactly("sg-00000001 dangling-reference", "eni-00000002 dangling-reference");
        assertThat(holds(checked)).containsExactly("eni-00000002 MEMBERSHIP", "sg-00000001 INGRESS", "sg-0000dead");
        assertThat(checked.state().interfaces().values())
                .filteredOn(each -> each.id().equals(new NetworkInterfaceId("eni-00000002")))
                .flatExtracting(NetworkInterface::securityGroups)
                .containsExactly(new SecurityGroupId("sg-00000001"));
    }

    @ParameterizedTest
    @DisplayName("holds an interface whose address its subnet cannot give")
    @CsvSource({
        "10.0.1.0, reserved-address", "10.0.1.1, reserved-address", "10.0.1.2, reserved-address",
        "10.0.1.3, reserved-address", "10.0.1.255, reserved-address", "10.0.2.9, address-outside-subnet"
    })
    void holdsUnassignableAddress(String address, String code) {
        Checked checked = ConsistencyCheck.check(instance()
                .instance("i-00000002", at -> at.id("eni-00000002").address(address))
                .state());
        assertThat(codes(checked)).containsExactly("eni-00000002 " + code);
        assertThat(holds(checked)).containsExactly("eni-00000002", "i-00000002");
        assertThat(checked.state().placements()).containsOnlyKeys(new InstanceId("i-00000001"));
    }

    @Test
    @DisplayName("of two interfaces with one private address or MAC keeps the one with the lower id")
    void holdsLaterOfTwo() {
        Checked checked = ConsistencyCheck.check(instance()
                .instance("i-00000002", at -> at.id("eni-00000002").address("10.0.1.10"))
                .instance("i-00000003", at -> at.id("eni-00000003").mac("d0:0d:00:00:00:01"))
                .instance("i-00000004", at -> at.id("eni-00000004").mac("01:00:5e:00:00:01"))
                .state());
        assertThat(codes(checked))
                .containsExactly(
                        "eni-00000002 duplicate-private-address",
                        "eni-00000003 duplicate-mac",
                        "eni-00000004 multicast-mac");
        assertThat(checked.state().interfaces()).containsOnlyKeys(new NetworkInterfaceId("eni-00000001"));
    }

    @Test
    @DisplayName("of two primary interfaces of an instance holds the later, but not the name that both have in MidoNet")
    void holdsSecondPrimaryInterface() {
        Checked checked = ConsistencyCheck.check(
                instance().instance("i-00000001", at -> at.id("eni-00000002")).state());
        assertThat(codes(checked)).containsExactly("eni-00000002 duplicate-device-index");
        assertThat(holds(checked)).containsExactly("eni-00000002");
    }

    @Test
    @DisplayName("gives a public address with two claimants to neither, and holds it for both")
    void holdsContestedPublicAddress() {
        Checked checked = ConsistencyCheck.check(subnet().natGateway("nat-00000000000000001", "203.0.113.9")
                .instance("i-00000001", at -> at.id("eni-00000001").publicAddress("203.0.113.9"))
                .instance("i-00000002", at -> at.id("eni-00000002").publicAddress("203.0.113.8"))
                .instance("i-00000003", at -> at.id("eni-00000003").publicAddress("10.116.133.11"))
                .state());
        assertThat(holds(checked))
                .containsExactly(
                        "eni-00000001 PUBLIC_ADDRESS",
                        "eni-00000003 PUBLIC_ADDRESS",
                        "nat-00000000000000001 PUBLIC_ADDRESS");
        assertThat(checked.state().interfaces().values())
                .extracting(NetworkInterface::publicAddress)
                .containsExactly(Optional.empty(), Optional.of(Ipv4.of("203.0.113.8")), Optional.empty());
    }

    @Test
    @DisplayName("keeps routes to what is not in the VPC as leading nowhere, and only the first to one destination")
    void marksRoutes() {
        Checked checked = ConsistencyCheck.check(instance()
                .route("192.168.1.0/24", new RouteTarget.ToInterface(new NetworkInterfaceId("eni-0000dead")))
                .route("192.168.2.0/24", new RouteTarget.ToInterface(new NetworkInterfaceId("eni-00000001")))
                .route("192.168.2.0/24", new RouteTarget.Local())
                .vpc("vpc-00000002", "10.0.0.0/16")
                .route("192.168.3.0/24", new RouteTarget.ToInterface(new NetworkInterfaceId("eni-00000001")))
                .state());
        assertThat(checked.findings())
                .extracting(Finding::subject, Finding::code)
                .containsExactly(
                        tuple("rtb-00000001", "dangling-reference"),
                        tuple("rtb-00000001", "duplicate-route"),
                        tuple("rtb-00000002", "vpc-mismatch"));
        assertThat(holds(checked)).containsExactly("rtb-00000002 ROUTES");
        assertThat(checked.state().routeTables().values())
                .flatExtracting(table -> table.routes().stream()
                        .map(route -> route.destination() + " " + route.target())
                        .toList())
                .containsExactly(
                        "10.0.0.0/16 local",
                        "0.0.0.0/0 igw-00000001",
                        "192.168.1.0/24 eni-0000dead",
                        "192.168.2.0/24 eni-00000001",
                        "10.0.0.0/16 local",
                        "192.168.3.0/24 eni-00000001");
        assertThat(checked.state().routeTables().values())
                .flatExtracting(RouteTable::routes)
                .filteredOn(route -> !route.target().leadsSomewhere())
                .extracting(RouteTable.Route::target)
                .containsExactly(new RouteTarget.Gone("eni-0000dead"), new RouteTarget.Unresolvable("eni-00000001"));
    }

    @Test
    @DisplayName("holds the placement of an instance on two hosts or on none, and forgets strangers on a host's list")
    void holdsPlacement() {
        Checked checked = ConsistencyCheck.check(instance()
                .listed("10.111.5.32", "i-00000001")
                .listed("10.111.5.32", "i-0000dead")
                .instance("i-00000002", at -> at.id("eni-00000002").unplaced())
                .state());
        assertThat(codes(checked))
                .containsExactly(
                        "i-00000001 instance-on-several-hosts",
                        "i-00000002 unplaced-instance",
                        "host 10.111.5.32 dangling-reference");
        assertThat(holds(checked)).containsExactly("eni-00000001 PLACEMENT", "eni-00000002 PLACEMENT");
        assertThat(checked.state().placements()).isEmpty();
        assertThat(checked.state().interfaces()).hasSize(2);
    }

    @Test
    @DisplayName("lets a group have members in one VPC only")
    void holdsMembershipAcrossVpcs() {
        Checked checked = ConsistencyCheck.check(instance()
                .vpc("vpc-00000002", "10.0.0.0/16")
                .subnet("subnet-00000002", "10.0.1.0/24")
                .instance("i-00000002", at -> at.id("eni-00000002").groups("sg-00000001"))
                .state());
        assertThat(codes(checked)).containsExactly("eni-00000002 vpc-mismatch");
        assertThat(holds(checked)).containsExactly("eni-00000002 MEMBERSHIP");
    }

    @Test
    @DisplayName("counts the first five groups of an interface by id, and holds its membership in the others")
    void holdsMembershipBeyondFive() {
        String[] listed = {"g6", "g2", "g4", "g1", "g5", "g3", "g1"};
        GivenCloud cloud = ReferenceCloud.given();
        List.of("g1", "g2", "g3", "g4", "g5", "g6").forEach(cloud::group);
        Checked checked = ConsistencyCheck.check(cloud.groups("a2", listed).state());
        assertThat(checked.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("too-many-security-groups");
            assertThat(finding.message())
                    .isEqualTo(Ids.networkInterface("a2")
                            + ": it has 6 security groups, and at most 5 count per network interface");
            assertThat(finding.effect()).isEqualTo("membership in " + Ids.group("g6") + " held");
        });
        assertThat(holds(checked))
                .containsExactly(Ids.networkInterface("a2") + " in " + Ids.group("g6") + " MEMBERSHIP");
        assertThat(checked.state().interfaces().get(Ids.networkInterface("a2")))
                .extracting(NetworkInterface::securityGroups)
                .isEqualTo(
                        Stream.of("g1", "g2", "g3", "g4", "g5").map(Ids::group).toList());
        assertThat(ConsistencyCheck.check(
                                cloud.groups("a2", "g5", "g4", "g3", "g2", "g1").state())
                        .findings())
                .isEmpty();
    }

    @Test
    @DisplayName("counts as many groups of an interface as the cloud allows")
    void groupsAsTheCloudAllows() {
        GivenCloud cloud = ReferenceCloud.given();
        List.of("g1", "g2", "g3", "g4", "g5", "g6").forEach(cloud::group);
        Checked read = new Checked(
                cloud.groups("a2", "g1", "g2", "g3", "g4", "g5", "g6").state(), List.of(), Set.of());
        assertThat(ConsistencyCheck.check(read, new CloudLimits(6)).findings()).isEmpty();
        assertThat(ConsistencyCheck.check(read, new CloudLimits(4)).findings())
                .extracting(Finding::message)
                .containsExactly(Ids.networkInterface("a2")
                        + ": it has 6 security groups, and at most 4 count per network interface");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloudLimits(0))
                .withMessage("security groups per interface: 0 is outside 1 to 1000");
    }

    @Test
    @DisplayName("wires a public address that nothing leads to, and warns")
    void warnsOfAddressesOutside() {
        Checked checked = ConsistencyCheck.check(
                ReferenceCloud.given().elasticIp("a2", "192.0.2.200").state());
        assertThat(codes(checked)).containsExactly(Ids.networkInterface("a2") + " public-address-outside");
        assertThat(holds(checked)).isEmpty();
        assertThat(checked.state().interfaces().get(Ids.networkInterface("a2")))
                .extracting(NetworkInterface::publicAddress)
                .isEqualTo(Optional.of(Ipv4.of("192.0.2.200")));
    }

    @Test
    @DisplayName("leaves out a rule that refers to a group of another VPC, and nothing else of its group")
    void leavesOutPeersElsewhere() {
        Checked checked = ConsistencyCheck.check(subnet().group("sg-00000001")
                .instance("i-00000001", at -> at.id("eni-00000001").groups("sg-00000001"))
                .allowIn("sg-00000001", RawCloud.tcp(80), "sg-00000002")
                .allowIn("sg-00000001", RawCloud.tcp(22), "10.0.0.0/8")
                .vpc("vpc-00000002", "10.0.0.0/16")
                .subnet("subnet-00000002", "10.0.1.0/24")
                .group("sg-00000002")
                .instance("i-00000002", at -> at.id("eni-00000002").groups("sg-00000002"))
                .state());
        assertThat(codes(checked)).containsExactly("sg-00000001 vpc-mismatch");
        assertThat(holds(checked)).isEmpty();
        assertThat(checked.state().securityGroups().values())
                .filteredOn(group -> group.id().value().equals("sg-00000001"))
                .flatExtracting(SecurityGroup::ingress)
                .extracting(rule -> rule.peer().toString())
                .contains("10.0.0.0/8")
                .doesNotContain("sg-00000002");
    }

    private static UplinkGateway gateway(String device, String address, String nextHop, UplinkGateway.Bgp... bgp) {
        return new UplinkGateway(
                "10.111.5.11",
                device,
                Ipv4.of(address),
                Cidr.of("172.19.0.0/24"),
                Ipv4.of(nextHop),
                List.of(bgp).stream().findFirst());
    }

    @Test
    @DisplayName("holds gateways that cannot work, tells all that is wrong with one, and keeps the others")
    void holdsBadGateways() {
        List<Cidr> announced = List.of(Cidr.of("203.0.113.0/24"));
        Checked checked = ConsistencyCheck.check(Given.cloud()
                .gateways(
                        gateway("em1", "172.19.0.0", "172.19.1.1"),
                        gateway("em2", "172.19.0.2", "172.19.0.1", new UplinkGateway.Bgp(64512, 65000, announced)),
                        gateway("em2", "172.19.0.3", "172.19.0.1"),
                        gateway("em3", "172.19.0.4", "172.19.0.1", new UplinkGateway.Bgp(64513, 65000, announced)),
                        gateway("em4", "172.19.0.5", "172.19.0.1", new UplinkGateway.Bgp(64512, 65000, List.of())),
                        gateway("em5", "172.19.0.2", "172.19.0.1"),
                        gateway(
                                "em6",
                                "172.19.0.6",
                                "172.19.0.1",
                                new UplinkGateway.Bgp(64512, 4294967295L, announced)))
                .state());
        assertThat(codes(checked))
                .containsExactly(
                        "gateway 10.111.5.11/em1 gateway-address-reserved",
                        "gateway 10.111.5.11/em1 gateway-address-outside",
                        "gateway 10.111.5.11/em2 duplicate-gateway",
                        "gateway 10.111.5.11/em3 gateway-local-as-differs",
                        "gateway 10.111.5.11/em4 gateway-announces-nothing",
                        "gateway 10.111.5.11/em5 duplicate-gateway-address");
        assertThat(checked.state().configuration().gateways())
                .extracting(UplinkGateway::device)
                .containsExactly("em2", "em6");
        assertThat(holds(checked))
                .containsExactly("10.111.5.11/em1", "10.111.5.11/em3", "10.111.5.11/em4", "10.111.5.11/em5");
    }

    @Test
    @DisplayName("names no more than five dependents of a root, and counts the rest")
    void countsDependents() {
        RawCloud cloud = vpc().subnet("subnet-00000001", "10.1.0.0/24");
        IntStream.range(1, 10).forEach(i -> cloud.instance("i-0000000" + i, at -> at.id("eni-0000000" + i)));
        Checked checked = ConsistencyCheck.check(cloud.state());
        assertThat(checked.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.effect()).endsWith("eni-00000004, eni-00000005 and 4 more"));
    }

    @Test
    @DisplayName("finds nothing more in what it has let pass, but the associations that it holds")
    void isIdempotent() {
        Checked once = ConsistencyCheck.check(instance()
                .listed("10.111.5.32", "i-0000dead")
                .allowIn("sg-00000001", RawCloud.tcp(22), "sg-0000dead")
                .subnet("subnet-00000002", "10.0.1.128/25")
                .instance("i-00000002")
                .dhcpOptions("dopt-0000dead")
                .state());
        assertThat(once.findings()).hasSize(4);
        assertThat(ConsistencyCheck.check(once.state()).state()).isEqualTo(once.state());
        assertThat(ConsistencyCheck.check(once.state()).findings()).isEmpty();
        assertThat(once.state().vpcs().get(new VpcId("vpc-00000001"))).isNotNull();
    }
}
