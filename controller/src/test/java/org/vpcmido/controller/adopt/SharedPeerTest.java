// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.UplinkGateway;

@DisplayName("Two gateways to one outside router")
class SharedPeerTest {
    private static final UplinkGateway FIRST = gateway("gw1", "198.51.100.11", 65000);
    private static final UplinkGateway SECOND = gateway("gw2", "198.51.100.12", 65000);

    @Test
    @DisplayName("have one session between them, whatever their order in the document")
    void oneSession() {
        Desired built = build(cloud(FIRST, SECOND));
        assertThat(sessions(built.topology())).hasSize(1);
        assertThat(plan(built, cloud(FIRST, SECOND)).changes()).isEmpty();
        assertThat(plan(built, cloud(SECOND, FIRST)).changes()).isEmpty();
        // The order in which the session came about does not matter either.
        assertThat(plan(build(cloud(SECOND)), cloud(SECOND, FIRST)).changes()).noneMatch(SharedPeerTest::isSession);
    }

    @Test
    @DisplayName("keep it when one of them goes, whichever")
    void oneGoes() {
        Desired built = build(cloud(FIRST, SECOND));
        for (UplinkGateway left : List.of(FIRST, SECOND)) {
            assertThat(plan(built, cloud(left)).changes()).isNotEmpty().noneMatch(SharedPeerTest::isSession);
        }
    }

    @Test
    @DisplayName("have a session each if they name different AS numbers, and are known again")
    void twoNumbers() {
        UplinkGateway other = gateway("gw2", "198.51.100.12", 65001);
        Desired built = build(cloud(FIRST, other));
        assertThat(sessions(built.topology())).extracting(BgpPeer::asNumber).containsExactlyInAnyOrder(65000, 65001);
        assertThat(plan(built, cloud(other, FIRST)).changes()).isEmpty();
        assertThat(plan(built, cloud(other)).changes().filter(SharedPeerTest::isSession))
                .extracting(Change::action)
                .containsExactly(Change.Action.DELETE);
    }

    private static boolean isSession(Change change) {
        return change.subject().kind() == Kind.BGP_PEER;
    }

    private static Stream<BgpPeer> sessions(Topology topology) {
        return topology.all(Kind.BGP_PEER, BgpPeer.class);
    }

    /** From what was built, as the client reads it, to what {@code cloud} asks for. */
    private static ChangePlan plan(Desired built, Checked cloud) {
        Topology observed = Topology.of(Stream.concat(
                Observed.of(built.topology()).resources().stream(),
                Observed.machines(cloud(FIRST, SECOND).state()).stream()));
        Adoption adoption = Adopter.adopt(observed, cloud, LayoutSettings.defaults());
        return Planner.plan(compile(cloud, adoption.facts()), adoption.topology());
    }

    private static Desired build(Checked cloud) {
        Map<String, Key> hosts = new HashMap<>();
        Observed.hosts(cloud.state()).forEach(host -> hosts.put(host.name(), host.key()));
        return compile(cloud, Facts.none().withHosts(hosts));
    }

    private static Desired compile(Checked cloud, Facts facts) {
        return TopologyCompiler.compile(
                cloud, new CompileContext(facts, LayoutSettings.defaults(), Corrections.all(), ServerLimits.strict()));
    }

    private static Checked cloud(UplinkGateway... gateways) {
        return ConsistencyCheck.check(new GivenCloud(new CloudConfiguration(
                        Ipv4.of("10.0.0.1"),
                        "cloud.internal",
                        List.of(Ipv4.of("10.0.0.1")),
                        List.of(),
                        List.of(gateways)))
                .state());
    }

    private static UplinkGateway gateway(String host, String address, long peerAs) {
        return new UplinkGateway(
                host,
                "em1",
                Ipv4.of(address),
                Cidr.of("198.51.100.0/24"),
                Ipv4.of("198.51.100.1"),
                Optional.of(new UplinkGateway.Bgp(64512, peerAs, List.of(Cidr.of("203.0.113.0/24")))));
    }
}
