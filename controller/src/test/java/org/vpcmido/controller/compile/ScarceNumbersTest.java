// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("A cloud for which there are too few numbers")
class ScarceNumbersTest {
    /** How ids are written for a name that begins so. */
    private static final String BBB = "626262";

    private static final VpcState SMALL = part(empty(), "aaa", "1").state();
    private static final VpcState LARGE =
            part(part(empty(), "aaa", "1"), "bbb", "2").state();

    private static GivenCloud empty() {
        return new GivenCloud(new CloudConfiguration(
                Ipv4.of("10.0.0.1"), "cloud.internal", List.of(Ipv4.of("10.0.0.1")), List.of(), List.of()));
    }

    /** A VPC with all that can be in it. */
    private static GivenCloud part(GivenCloud cloud, String name, String number) {
        return cloud.host("nc" + number, "one")
                .vpc(name, "10." + number + ".0.0/16")
                .attachInternetGateway(name)
                .subnet(name + "pub", name, "10." + number + ".1.0/24", "one")
                .acl(name + "acl", name)
                .ingress(name + "acl", "100 allow all 0.0.0.0/0")
                .guard(name + "pub", name + "acl")
                .route(name, "0.0.0.0/0", Targets.igw(name))
                .natGateway(name + "nat", name + "pub", "10." + number + ".1.4", "203.0.113.4" + number)
                .group(name + "sg")
                .allowIn(name + "sg", "tcp 80 0.0.0.0/0")
                .instance(name + "web", name + "pub", "10." + number + ".1.10", "nc" + number, name + "sg");
    }

    @Test
    @DisplayName("is built as if what got none were not in it, and names each that got none")
    void routers() {
        Desired few = compile(LARGE, limits(3, 1000), Facts.none());
        assertThat(few.numbers().routers()).containsOnlyKeys(Ids.vpc("aaa"));
        assertThat(few.topology().resources())
                .noneMatch(each ->
                        each.key().path().matches("(vpc|subnet|network-acl|nat-gateway|interface)/.*" + BBB + ".*"));
        assertThat(few.topology().all(Kind.IP_ADDR_GROUP_ADDR, IpAddrGroupAddr.class))
                .extracting(IpAddrGroupAddr::address)
                .contains(Ipv4.of("10.1.1.10"))
                .doesNotContain(Ipv4.of("10.2.1.10"));
        assertThat(few.topology().resources())
                .anyMatch(each -> each.key().isWithin(Keys.subnet(Ids.subnet("aaapub"))))
                .anyMatch(each -> each.key().isWithin(Keys.networkAcl(Ids.acl("aaaacl"))));
        assertThat(exhausted(few))
                .extracting(Finding::message)
                .contains(Ids.vpc("bbb") + ": no router id from 2 to 2 is free, 1 are given out")
                .hasSize(3);
    }

    @Test
    @DisplayName("has no metadata service for interfaces beyond the last, and is otherwise whole")
    void identities() {
        Desired few = compile(LARGE, limits(1000, 11), Facts.none());
        Desired whole = compile(LARGE, limits(1000, 1000), Facts.none());
        assertThat(few.numbers().identities()).hasSize(1);
        assertThat(exhausted(few))
                .extracting(Finding::message)
                .containsExactly(Ids.instance("bbbweb") + ": no interface id from 10 to 10 is free, 1 are given out");
        assertThat(whole.topology().resources())
                .filteredOn(each -> !few.topology().contains(each.key()))
                .isNotEmpty()
                .allMatch(each -> each.key().path().contains("255.0.0.11"));
    }

    @Test
    @DisplayName("gives none for metadata without a metadata router, and misses none")
    void withoutMetadataRouter() {
        LayoutSettings settings = Layouts.withoutMetadataRouter(limits(1000, 11));
        Desired desired = compile(LARGE, settings, Facts.none());
        assertThat(desired.numbers().identities()).isEmpty();
        assertThat(exhausted(desired)).isEmpty();
    }

    @Test
    @DisplayName("gives a new one to whom shares its old one with another, and says so")
    void renumbered() {
        Map<CloudId, Integer> shared = Map.of(Ids.vpc("aaa"), 7, Ids.natGateway("aaanat"), 7);
        Facts facts =
                new Facts(Map.of(), shared, Set.of(), Map.of(), Set.of(), Map.of(), Optional.empty(), 0, Map.of());
        Desired desired = compile(SMALL, limits(1000, 1000), facts);
        assertThat(desired.numbers().routers())
                .containsEntry(Ids.vpc("aaa"), 7)
                .containsEntry(Ids.natGateway("aaanat"), 2);
        assertThat(desired.findings())
                .filteredOn(each -> each.code().equals("id-shared"))
                .extracting(Finding::subject)
                .containsExactly(Ids.natGateway("aaanat").value());
    }

    @Test
    @DisplayName("leaves a router port the Ethernet address that it has")
    void portMac() {
        MacAddress found = MacAddress.of("02:00:00:00:00:07");
        Facts facts = new Facts(
                Map.of(),
                Map.of(),
                Set.of(),
                Map.of(),
                Set.of(),
                Map.of(Keys.subnetRouterPort(Ids.subnet("aaapub")), found),
                Optional.empty(),
                0,
                Map.of());
        assertThat(mac(compile(SMALL, limits(1000, 1000), facts))).contains(found);
        assertThat(mac(compile(SMALL, limits(1000, 1000), Facts.none()))).isNotEqualTo(Optional.of(found));
    }

    private static Optional<MacAddress> mac(Desired desired) {
        return desired.topology()
                .find(Keys.subnetRouterPort(Ids.subnet("aaapub")), RouterPort.class)
                .flatMap(RouterPort::mac);
    }

    private static List<Finding> exhausted(Desired desired) {
        return desired.findings().stream()
                .filter(each -> each.code().equals("ids-exhausted"))
                .toList();
    }

    private static LayoutSettings limits(int routers, int identities) {
        return LayoutSettingsTest.withLimits(routers, identities);
    }

    private static Desired compile(VpcState cloud, LayoutSettings settings, Facts facts) {
        return TopologyCompiler.compile(
                ConsistencyCheck.check(cloud),
                new CompileContext(facts, settings, Corrections.all(), ServerLimits.strict()));
    }
}
