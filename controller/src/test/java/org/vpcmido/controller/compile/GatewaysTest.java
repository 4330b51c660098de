// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.UplinkGateway;

@DisplayName("Gateways")
class GatewaysTest {
    @Test
    @DisplayName("with AS numbers that MidoNet cannot store are wired without BGP, and its sessions stay as they are")
    void hugeAsNumbers() {
        Checked cloud = GniDocuments.read("six-gateways-asn32.xml").checked();
        Desired desired = compile(cloud, factsWithAs(64512));
        assertThat(desired.topology().all(Kind.PORT_GROUP_PORT, PortGroupPort.class))
                .hasSize(6);
        assertThat(desired.topology().all(Kind.BGP_PEER, BgpPeer.class)).isEmpty();
        assertThat(edge(desired).asNumber()).isEqualTo(64512);
        assertThat(desired.findings().stream().filter(each -> each.code().equals("as-number-too-high")))
                .hasSize(6)
                .allMatch(each -> each.message().contains("2147483647"));
        String gateway = cloud.state().configuration().gateways().get(0).name();
        assertThat(desired.holds()
                        .covers(new BgpPeer(
                                new Key("gateway/" + gateway + "/bgp-peer"),
                                Keys.EDGE_ROUTER,
                                65000,
                                Ipv4.of("192.0.2.1"))))
                .isTrue();
        assertThat(desired.holds().covers(BgpNetwork.of(Keys.EDGE_ROUTER, Cidr.of("192.0.2.0/24"))))
                .isTrue();
    }

    @Test
    @DisplayName("on a host that MidoNet does not know keep their port, and its binding is left alone")
    void unknownHost() {
        Checked cloud = GniDocuments.read("single-vpc.xml").checked();
        Desired desired = compile(cloud, Facts.none());
        Key port = new Key("gateway/10.111.5.11/em1.116/port");
        assertThat(desired.topology().find(port, RouterPort.class)).isPresent();
        assertThat(desired.topology().all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class))
                .isEmpty();
        assertThat(desired.holds().covers(new HostInterfacePort(port, new Key("host:old"), "em1.116")))
                .isTrue();
        assertThat(desired.holds().covers(desired.topology().find(port).orElseThrow()))
                .isFalse();
        // The gateway, the cloud controller once although it has two devices, and two instances.
        assertThat(desired.findings().stream()
                        .filter(each -> each.code().equals("host-unknown"))
                        .map(Finding::subject))
                .containsExactlyInAnyOrder(
                        "gateway 10.111.5.11/em1.116", "cloud controller 10.111.5.10", "i-0000a301", "i-0000a302");
    }

    @Test
    @DisplayName("that cannot be read leave the edge router's AS number alone")
    void held() {
        Checked read = GniDocuments.read("minimal.xml").checked();
        Checked cloud = new Checked(read.state(), List.of(), Set.of(new Hold("cloud", Hold.Part.GATEWAYS)));
        Desired desired = compile(cloud, factsWithAs(64512));
        assertThat(edge(desired).asNumber()).isEqualTo(64512);
        assertThat(desired.holds().covers(new PortGroupPort(Keys.GATEWAY_PORTS, new Key("gateway/10.0.0.9/em2/port"))))
                .isTrue();
        assertThat(edge(compile(read, factsWithAs(64512))).asNumber()).isZero();
    }

    @Test
    @DisplayName("with the highest AS number that MidoNet can store have their session")
    void highestAsNumber() {
        Desired desired = compile(cloud(Integer.MAX_VALUE, Integer.MAX_VALUE), Facts.none());
        assertThat(desired.topology().all(Kind.BGP_PEER, BgpPeer.class))
                .extracting(BgpPeer::asNumber)
                .containsExactly(Integer.MAX_VALUE);
        assertThat(edge(desired).asNumber()).isEqualTo(Integer.MAX_VALUE);
        assertThat(desired.findings()).noneMatch(each -> each.code().equals("as-number-too-high"));
    }

    @Test
    @DisplayName("whose peer has an AS number above that have no session, and leave the edge router its own number")
    void hugePeer() {
        Desired desired = compile(cloud(Integer.MAX_VALUE, Integer.MAX_VALUE + 1L), Facts.none());
        assertThat(desired.topology().all(Kind.BGP_PEER, BgpPeer.class)).isEmpty();
        assertThat(edge(desired).asNumber()).isEqualTo(Integer.MAX_VALUE);
        assertThat(desired.findings())
                .filteredOn(each -> each.code().equals("as-number-too-high"))
                .extracting(Finding::message)
                .containsExactly(
                        "gateway gw1/em1: AS number 2147483648 is above 2147483647, the highest that MidoNet can store");
    }

    @Test
    @DisplayName("beside one whose own AS number cannot be stored keep the sessions that they have")
    void besideAHugeOne() {
        UplinkGateway huge = gateway("gw2", new UplinkGateway.Bgp(4200000000L, 65001, List.of()));
        UplinkGateway sound = gateway("gw1", new UplinkGateway.Bgp(64512, 65000, List.of()));
        Desired desired = compile(cloud(sound, huge), factsWithAs(64512));
        assertThat(desired.topology().all(Kind.BGP_PEER, BgpPeer.class)).isEmpty();
        assertThat(desired.holds()
                        .covers(new BgpPeer(
                                new Key("gateway/gw1/em1/bgp-peer"), Keys.EDGE_ROUTER, 65000, Ipv4.of("192.0.2.1"))))
                .isTrue();
        assertThat(desired.findings())
                .filteredOn(each -> each.code().equals("as-number-too-high"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud", "gw1/em1"})
    @DisplayName("one of which cannot be read keep what judges packets from outside, and the edge router's AS number")
    void oneHeld(String subject) {
        Hold hold = subject.equals("cloud") ? new Hold(subject, Hold.Part.GATEWAYS) : Hold.all(subject);
        Checked cloud = new Checked(cloud(List.of()).state(), List.of(), Set.of(hold));
        Desired desired = compile(cloud, factsWithAs(64512), Corrections.all());
        Rule rule = Rule.of(
                Keys.UPLINK_IN_CHAIN,
                1,
                RuleAction.Verdict.ACCEPT,
                Match.where().nwSrc(Cidr.of("192.0.2.0/24")).build());
        assertThat(desired.holds().covers(rule)).isTrue();
        assertThat(edge(desired).asNumber()).isEqualTo(64512);
        Desired sound = compile(cloud(List.of()), factsWithAs(64512), Corrections.all());
        assertThat(sound.holds().covers(rule)).isFalse();
    }

    private static Checked cloud(long localAs, long peerAs) {
        return cloud(gateway("gw1", new UplinkGateway.Bgp(localAs, peerAs, List.of())));
    }

    private static Checked cloud(UplinkGateway... gateways) {
        return cloud(List.of(gateways));
    }

    private static Checked cloud(List<UplinkGateway> gateways) {
        CloudConfiguration configuration = new CloudConfiguration(
                Ipv4.of("10.0.0.1"), "cloud.internal", List.of(Ipv4.of("10.0.0.1")), List.of(), gateways);
        return new Checked(new GivenCloud(configuration).state(), List.of(), Set.of());
    }

    private static UplinkGateway gateway(String host, UplinkGateway.Bgp bgp) {
        return new UplinkGateway(
                host,
                "em1",
                Ipv4.of(host.equals("gw1") ? "192.0.2.2" : "192.0.2.3"),
                Cidr.of("192.0.2.0/24"),
                Ipv4.of("192.0.2.1"),
                Optional.of(bgp));
    }

    private static Router edge(Desired desired) {
        return desired.topology().find(Keys.EDGE_ROUTER, Router.class).orElseThrow();
    }

    private static Facts factsWithAs(int asNumber) {
        return new Facts(
                Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), Map.of(), Optional.empty(), asNumber, Map.of());
    }

    private static Desired compile(Checked cloud, Facts facts) {
        return compile(cloud, facts, Corrections.none());
    }

    private static Desired compile(Checked cloud, Facts facts, Corrections corrections) {
        return TopologyCompiler.compile(
                cloud, new CompileContext(facts, LayoutSettings.defaults(), corrections, ServerLimits.strict()));
    }
}
