// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

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

    private static Router edge(Desired desired) {
        return desired.topology().find(Keys.EDGE_ROUTER, Router.class).orElseThrow();
    }

    private static Facts factsWithAs(int asNumber) {
        return new Facts(
                Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), Map.of(), Optional.empty(), asNumber, Map.of());
    }

    private static Desired compile(Checked cloud, Facts facts) {
        return TopologyCompiler.compile(
                cloud, new CompileContext(facts, LayoutSettings.defaults(), Corrections.none(), ServerLimits.strict()));
    }
}
