// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.vpc.NetworkAcl.Action;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup.PeerGroup;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("Random clouds")
class RandomCloudsTest {
    private static final int SEEDS = 400;
    private static final int TIMES_MIN = 10;

    /** What a cloud may have, and random clouds must have often enough. */
    private static final Map<String, Predicate<VpcState>> FEATURES = Map.ofEntries(
            Map.entry(
                    "overlapping vpcs",
                    cloud -> cloud.vpcs().values().stream()
                            .anyMatch(one -> cloud.vpcs().values().stream()
                                    .anyMatch(two ->
                                            !one.equals(two) && one.cidr().overlaps(two.cidr())))),
            Map.entry(
                    "subnet is whole vpc",
                    cloud -> cloud.subnets().values().stream()
                            .anyMatch(each -> cloud.vpcs().values().stream()
                                    .anyMatch(vpc -> vpc.id().equals(each.vpcId())
                                            && vpc.cidr().equals(each.cidr())))),
            Map.entry("smallest subnet", anySubnet(each -> each.cidr().prefixBits() == 28)),
            Map.entry("large subnet", anySubnet(each -> each.cidr().prefixBits() <= 18)),
            Map.entry(
                    "vpc without gateway",
                    cloud -> cloud.vpcs().values().stream()
                            .anyMatch(vpc -> vpc.internetGateways().isEmpty())),
            Map.entry(
                    "public vpc",
                    cloud -> cloud.vpcs().values().stream()
                            .anyMatch(vpc -> vpc.cidr().toString().startsWith("198."))),
            Map.entry("nat gateway", cloud -> !cloud.natGateways().isEmpty()),
            Map.entry("route to internet gateway", anyRoute(RouteTarget.ToInternetGateway.class)),
            Map.entry("route to nat gateway", anyRoute(RouteTarget.ToNatGateway.class)),
            Map.entry("route to interface", anyRoute(RouteTarget.ToInterface.class)),
            Map.entry(
                    "several routes",
                    cloud -> cloud.routeTables().values().stream()
                            .anyMatch(table -> table.routes().size() > 3)),
            Map.entry("elastic ip", anyInterface(each -> each.publicAddress().isPresent())),
            Map.entry("secondary interface", anyInterface(each -> !each.isPrimary())),
            Map.entry("check off", anyInterface(each -> !each.sourceDestCheck())),
            Map.entry("no group", anyInterface(each -> each.securityGroups().isEmpty())),
            Map.entry(
                    "several groups", anyInterface(each -> each.securityGroups().size() > 2)),
            Map.entry(
                    "peer group",
                    cloud -> cloud.securityGroups().values().stream()
                            .flatMap(group -> group.ingress().stream())
                            .anyMatch(rule -> rule.peer() instanceof PeerGroup)),
            Map.entry(
                    "egress to group",
                    cloud -> cloud.securityGroups().values().stream()
                            .flatMap(group -> group.egress().stream())
                            .anyMatch(rule -> rule.peer() instanceof PeerGroup)),
            Map.entry(
                    "no egress",
                    cloud -> cloud.securityGroups().values().stream()
                            .anyMatch(group -> group.egress().isEmpty())),
            Map.entry(
                    "denial",
                    cloud -> cloud.networkAcls().values().stream()
                            .flatMap(acl -> acl.ingress().stream())
                            .anyMatch(entry -> entry.action() == Action.DENY && entry.number() < 500)),
            Map.entry(
                    "highest entry",
                    cloud -> cloud.networkAcls().values().stream()
                            .flatMap(acl -> acl.egress().stream())
                            .anyMatch(entry -> entry.number() == 32766)),
            Map.entry(
                    "first address",
                    cloud -> cloud.subnets().values().stream().anyMatch(subnet -> has(cloud, subnet, 4))),
            Map.entry(
                    "last address",
                    cloud -> cloud.subnets().values().stream()
                            .anyMatch(subnet ->
                                    has(cloud, subnet, (int) subnet.cidr().size() - 2))),
            Map.entry(
                    "empty subnet",
                    cloud -> cloud.subnets().values().stream()
                            .anyMatch(subnet -> cloud.interfaces().values().stream()
                                    .noneMatch(each -> each.subnetId().equals(subnet.id())))));

    @Test
    @DisplayName("are consistent")
    void areConsistent() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(ConsistencyCheck.check(RandomClouds.cloud(seed)).findings())
                    .as("seed %d", seed)
                    .isEqualTo(List.of());
        }
    }

    @Test
    @DisplayName("can be troubled, by everything that may be wrong without making a document useless")
    void canBeTroubled() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            VpcState troubled = RandomClouds.troubled(seed);
            assertThat(troubled).isEqualTo(RandomClouds.troubled(seed));
            Checked checked = ConsistencyCheck.check(troubled);
            Stream<String> targets = checked.state().routeTables().values().stream()
                    .flatMap(table -> table.routes().stream())
                    .map(route -> route.target().getClass().getSimpleName())
                    .distinct();
            Stream<String> codes =
                    checked.findings().stream().map(Finding::code).distinct();
            Stream.concat(targets, codes).forEach(each -> seen.merge(each, 1, Integer::sum));
            if (checked.state().natGateways().values().stream()
                    .anyMatch(each -> each.publicAddress().isEmpty())) {
                seen.merge("NAT gateway without address", 1, Integer::sum);
            }
        }
        assertThat(seen)
                .containsKeys(
                        "Gone",
                        "Unresolvable",
                        "NAT gateway without address",
                        "too-many-security-groups",
                        "dangling-reference",
                        "unsupported-target",
                        "duplicate-private-address",
                        "duplicate-public-address")
                .allSatisfy((what, times) ->
                        assertThat(times).as("%s in %s", what, seen).isGreaterThanOrEqualTo(TIMES_MIN));
    }

    @Test
    @DisplayName("are the same for the same seed")
    void areReproducible() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(RandomClouds.cloud(seed)).isEqualTo(RandomClouds.cloud(seed));
            assertThat(RandomClouds.cloud(seed)).isNotEqualTo(RandomClouds.cloud(seed + 1));
        }
    }

    @Test
    @DisplayName("have every feature often enough")
    void coverFeatures() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            VpcState cloud = RandomClouds.cloud(seed);
            FEATURES.forEach((feature, shows) -> seen.merge(feature, shows.test(cloud) ? 1 : 0, Integer::sum));
        }
        assertThat(seen)
                .allSatisfy((feature, times) -> assertThat(times)
                        .as("%s in %d clouds: %s", feature, SEEDS, seen)
                        .isGreaterThanOrEqualTo(TIMES_MIN));
    }

    private static Predicate<VpcState> anySubnet(Predicate<Subnet> shows) {
        return cloud -> cloud.subnets().values().stream().anyMatch(shows);
    }

    private static Predicate<VpcState> anyInterface(Predicate<NetworkInterface> shows) {
        return cloud -> cloud.interfaces().values().stream().anyMatch(shows);
    }

    private static Predicate<VpcState> anyRoute(Class<? extends RouteTarget> target) {
        return cloud -> cloud.routeTables().values().stream()
                .flatMap(table -> table.routes().stream())
                .anyMatch(route -> target.isInstance(route.target()));
    }

    private static boolean has(VpcState cloud, Subnet subnet, int offset) {
        return cloud.interfaces().values().stream()
                .anyMatch(each -> each.subnetId().equals(subnet.id())
                        && each.privateAddress().equals(subnet.cidr().address(offset)));
    }
}
