// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/** Beside {@link HeldPartsTest}: one thing is held, and something near it plainly changes. */
@DisplayName("What a cloud fails to say keeps what it is about, and lets go of the rest:")
class HeldReachTest {
    private static final Corrections CORRECTIONS = Corrections.all();

    /** Changes of two kinds at once: what the cloud says nothing of, and what it plainly says. */
    private static Set<String> writes(VpcState before, VpcState after, Hold... holds) {
        Checked built = new Checked(before, List.of(), Set.of());
        Topology machines = CloudStep.machinesOf(Stream.of(built));
        Topology there = Observed.of(
                CloudStep.of(machines, built, CORRECTIONS).replay(new Random(1)).read());
        return CloudStep.of(there, new Checked(after, List.of(), Set.of(holds)), CORRECTIONS)
                .plan()
                .changes()
                .map(change -> change.action() + " " + change.key())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small-bgp.xml", "large-bgp.xml"})
    @DisplayName("the only uplinks that speak BGP, each of which cannot be read, go on to announce what they did")
    void announcements(String document) {
        VpcState cloud = GniDocuments.read(document).checked().state();
        List<String> uplinks = cloud.configuration().gateways().stream()
                .map(UplinkGateway::name)
                .toList();
        VpcState without = Loss.GATEWAY.from(cloud, uplinks::contains);
        Hold[] holds = uplinks.stream().map(Hold::all).toArray(Hold[]::new);
        assertThat(writes(cloud, without)).anyMatch(write -> write.contains(" core/edge-router/announces "));
        assertThat(writes(cloud, without, holds)).isEmpty();
    }

    @Test
    @DisplayName(
            "a NAT gateway that cannot be read keeps the routes to it, whatever becomes of the tables that hold them")
    void routesToNatGateway() {
        GivenCloud given = ReferenceCloud.given()
                .natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90")
                .route("a", "0.0.0.0/0", Targets.nat("nat-1"));
        VpcState cloud = given.state();
        NatGateway gateway = cloud.natGateways().firstEntry().getValue();
        NavigableMap<RouteTableId, RouteTable> tables = new TreeMap<>(cloud.routeTables());
        tables.replaceAll((id, table) -> new RouteTable(
                id,
                table.vpcId(),
                table.routes().stream()
                        .filter(route -> !route.target().equals(new RouteTarget.ToNatGateway(gateway.id())))
                        .toList()));
        VpcState without =
                cloud.edit().natGateways(new TreeMap<>()).routeTables(tables).build();
        String route = " -> 0.0.0.0/0 port subnet/" + Ids.subnet("A1");
        assertThat(writes(cloud, without)).anyMatch(write -> write.contains(route));
        assertThat(writes(cloud, without, Hold.all(gateway.id().value()))).isEmpty();
    }

    @Test
    @DisplayName("a VPC's DHCP options, and neither the lease of a machine that is gone nor what bridges know of it")
    void goneMachine() {
        GivenCloud given = ReferenceCloud.given();
        VpcState before = given.state();
        VpcState after = given.remove("a2").state();
        Set<String> plain = writes(before, after);
        assertThat(plain)
                .anyMatch(write -> write.contains("/dhcp/"))
                .anyMatch(write -> write.contains("/arp/"))
                .anyMatch(write -> write.contains("/mac/"));
        assertThat(writes(before, after, new Hold(Ids.vpc("a").value(), Hold.Part.DHCP_OPTIONS)))
                .isEqualTo(plain);
    }

    @Test
    @DisplayName("the membership in one group, and not that in another, nor what else the interface has")
    void otherMemberships() {
        GivenCloud given = ReferenceCloud.given().groups("a1", "web", "db");
        VpcState before = given.state();
        VpcState after = given.groups("a1").elasticIp("a1", "203.0.113.77").state();
        Set<String> held = writes(before, after, Hold.membership(Ids.networkInterface("a1"), Ids.group("web")));
        assertThat(held)
                .noneMatch(write -> write.contains("jump security-group/" + Ids.group("web")))
                .noneMatch(write -> write.contains(Ids.group("web") + "/private-addresses"))
                .anyMatch(write -> write.startsWith("DELETE") && write.contains(Ids.group("db") + "/egress-chain"))
                .anyMatch(write -> write.startsWith("DELETE") && write.contains("203.0.113.10"));
    }

    @Test
    @DisplayName("all memberships of an interface, and nothing else that it has")
    void allMemberships() {
        GivenCloud given = ReferenceCloud.given();
        VpcState before = given.state();
        VpcState after = given.groups("a1").elasticIp("a1", "203.0.113.77").state();
        assertThat(writes(before, after, new Hold(Ids.networkInterface("a1").value(), Hold.Part.MEMBERSHIP)))
                .noneMatch(write -> write.contains("DELETE security-group/") || write.contains("-chain jump"))
                .anyMatch(write -> write.startsWith("DELETE") && write.contains("203.0.113.10"));
    }

    @Test
    @DisplayName("the route whose target cannot be read, and not the others of its table")
    void unreadableTarget() {
        GivenCloud given = ReferenceCloud.given();
        String other = "198.51.100.0/24";
        VpcState before = given.route("a-pub", other, Targets.igw("a")).state();
        RouteTableId table = Ids.routeTable("a-pub");
        RouteTarget unreadable = new RouteTarget.Unresolvable("something");
        VpcState after = given.route("a-pub", "0.0.0.0/0", unreadable)
                .route("a-pub", other, Targets.eni("a2"))
                .state();
        assertThat(requireNonNull(after.routeTables().get(table)).routes())
                .extracting(RouteTable.Route::target)
                .contains(unreadable);
        Set<String> held = writes(before, after, new Hold(table.value(), Hold.Part.ROUTES));
        assertThat(held)
                .noneMatch(write -> write.startsWith("DELETE") && write.contains(" -> 0.0.0.0/0 "))
                .anyMatch(write -> write.startsWith("DELETE") && write.contains(" -> " + other));
    }
}
