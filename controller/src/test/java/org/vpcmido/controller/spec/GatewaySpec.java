// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;
import static org.vpcmido.model.given.Targets.nat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.UplinkGateway.Bgp;

@DisplayName("Gateways and hosts")
@ExtendWith(Worlds.class)
class GatewaySpec {
    private static final Cidr ANNOUNCED = Cidr.of("203.0.113.0/24");

    private static UplinkGateway gateway(int number, Optional<Bgp> bgp) {
        return number == 1
                ? new UplinkGateway(
                        "192.0.2.11",
                        "em1.116",
                        Ipv4.of("198.51.100.11"),
                        Cidr.of("198.51.100.0/25"),
                        Ipv4.of("198.51.100.1"),
                        bgp)
                : new UplinkGateway(
                        "192.0.2.12",
                        "em1.117",
                        Ipv4.of("198.51.100.139"),
                        Cidr.of("198.51.100.128/25"),
                        Ipv4.of("198.51.100.129"),
                        bgp);
    }

    private static Optional<Bgp> bgp(long peer, Cidr... announced) {
        return Optional.of(new Bgp(64512, peer, List.of(announced)));
    }

    private static Set<String> announced(World world) {
        return world.topology()
                .all(Kind.BGP_NETWORK, BgpNetwork.class)
                .map(each -> each.network().toString())
                .collect(Collectors.toSet());
    }

    private static Set<Integer> peers(World world) {
        return world.topology()
                .all(Kind.BGP_PEER, BgpPeer.class)
                .map(BgpPeer::asNumber)
                .collect(Collectors.toSet());
    }

    private static Set<String> defaultNextHops(World world) {
        return world.topology()
                .referringTo(Keys.EDGE_ROUTER, Route.class)
                .filter(route -> route.destination().equals(Cidr.ANY))
                .flatMap(route -> route.nextHopGateway().stream())
                .map(Ipv4::toString)
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("S-149 are wired at the first start, before there is an instance")
    void emptyCloud(World world) {
        world.fromNothing(ReferenceCloud.empty());
        assertThat(world.topology()
                        .find(Keys.EDGE_ROUTER, Router.class)
                        .orElseThrow()
                        .name())
                .isEqualTo("eucart");
        assertThat(world.wire().hostOf("GW1")).isEqualTo("192.0.2.11");
        assertThat(world.wire().hostOf("GW2")).isEqualTo("192.0.2.12");
        assertThat(defaultNextHops(world)).containsExactlyInAnyOrder("198.51.100.1", "198.51.100.129");
        assertThat(world.topology().referringTo(Keys.GATEWAY_PORTS, PortGroupPort.class))
                .hasSize(2);
        assertThat(peers(world)).containsExactlyInAnyOrder(65000, 65001);
        assertThat(announced(world)).containsExactly("203.0.113.0/24");
    }

    @Test
    @DisplayName("S-150 announce the union of what they are told, whatever instances there are")
    void announcements(World world) {
        Cidr more = Cidr.of("192.0.2.128/25");
        world.after(
                cloud -> cloud.gateways(gateway(1, bgp(65000, ANNOUNCED)), gateway(2, bgp(65001, ANNOUNCED, more))));
        assertThat(announced(world)).containsExactlyInAnyOrder("203.0.113.0/24", "192.0.2.128/25");
        world.after(cloud -> cloud.remove("a1").remove("a5"));
        assertThat(announced(world)).containsExactlyInAnyOrder("203.0.113.0/24", "192.0.2.128/25");
        world.after(cloud -> cloud.gateways(gateway(1, bgp(65000, more)), gateway(2, bgp(65001, more))));
        assertThat(announced(world)).containsExactly("192.0.2.128/25");
    }

    @Test
    @DisplayName("S-151 of which one is taken out of the document leave nothing of it, and traffic to the other")
    void removedGateway(World world) {
        world.after(cloud -> cloud.gateways(gateway(1, bgp(65000, ANNOUNCED))));
        assertThat(world.wire().isPlugged("GW2")).isFalse();
        assertThat(defaultNextHops(world)).containsExactly("198.51.100.1");
        assertThat(peers(world)).containsExactly(65000);
        assertThat(world.mentioning("198.51.100.139")).isEmpty();
        assertThat(world.topology().referringTo(Keys.GATEWAY_PORTS, PortGroupPort.class))
                .hasSize(1);
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .by("GW1")
                .andReplyReturns();
        packetFrom("a5")
                .to("198.18.0.20")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.30")
                .by("GW1")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-152 of which one is dead keep what it had, and instances are launched all the same")
    void deadGateway(World world) {
        Set<Key> ofGateways = keysOfGateways(world);
        world.own().kill("192.0.2.12");
        world.after(cloud ->
                cloud.instance("a7", "A1", "10.0.1.17", World.H2, "web").elasticIp("a7", "203.0.113.71"));
        packetFrom("X1")
                .to("203.0.113.71")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a7")
                .andReplyReturns();
        assertThat(keysOfGateways(world)).isEqualTo(ofGateways);
    }

    private static Set<Key> keysOfGateways(World world) {
        return world.keys().stream()
                .filter(key -> key.path().startsWith("gateway/"))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("S-153 take over for one that fails, and share again when it is back")
    void failover(World world) {
        assertThat(gatewaysInUse(world)).containsExactly("GW1", "GW2");
        world.own().kill("192.0.2.12");
        world.look();
        assertThat(gatewaysInUse(world)).containsExactly("GW1");
        packetFrom("a1").to("198.18.0.10").tcp(443).in(world).by("GW1").andReplyReturns();
        world.own().raise("192.0.2.12");
        world.look();
        assertThat(gatewaysInUse(world)).containsExactly("GW1", "GW2");
    }

    private static Set<String> gatewaysInUse(World world) {
        return IntStream.range(1000, 1040)
                .mapToObj(port -> packetFrom("a1").to("198.18.0.10").tcp(port).in(world))
                .flatMap(sent -> sent.leavesAs("203.0.113.10").arrivedAt().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("S-154 let in by one what answers a packet that left by the other")
    void returnByTheOther(World world) {
        world.given(cloud ->
                cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", "0.0.0.0/0", nat("nat-1")));
        for (String sender : List.of("a1", "a3")) {
            Sent sent = packetFrom(sender).to("198.18.0.10").tcp(443).in(world);
            String other = sent.arrivedAt().equals(List.of("GW1")) ? "GW2" : "GW1";
            sent.replyBy(other).isDeliveredTo(sender).from("198.18.0.10");
        }
    }

    @Test
    @DisplayName("S-155 without BGP have a static default route, and work")
    void staticGateway(World world) {
        world.after(cloud -> cloud.gateways(gateway(1, Optional.empty())));
        assertThat(defaultNextHops(world)).containsExactly("198.51.100.1");
        assertThat(peers(world)).isEmpty();
        assertThat(announced(world)).isEmpty();
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-156 on a veth pair are bound to the end that is MidoNet's")
    void proxyArpLayout(World world) {
        UplinkGateway veth = new UplinkGateway(
                "192.0.2.11",
                "euca-mgw-veth1",
                Ipv4.of("10.234.234.235"),
                Cidr.of("10.234.234.224/27"),
                Ipv4.of("10.234.234.234"),
                Optional.empty());
        world.after(cloud -> cloud.gateways(veth));
        RouterPort port = world.topology()
                .find(world.wire().port("GW1"), RouterPort.class)
                .orElseThrow();
        assertThat(port.address()).isEqualTo(Ipv4.of("10.234.234.235"));
        assertThat(port.network()).isEqualTo(Cidr.of("10.234.234.224/27"));
        assertThat(defaultNextHops(world)).containsExactly("10.234.234.234");
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-157 of which one lacks its device go on with the other")
    void missingDevice(World world) {
        world.own().lists("192.0.2.12", "eth0");
        world.look();
        assertThat(gatewaysInUse(world)).containsExactly("GW1");
        packetFrom("X1")
                .to("203.0.113.10")
                .tcp(80)
                .in(world)
                .isDeliveredTo("a1")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-158 outside of the tunnel zone get no binding, are reported, and are wired once they join")
    void outsideTheTunnelZone(World world) {
        world.fromNothing(ReferenceCloud.given().remove("a5").remove("c3"));
        world.own().leavesTunnelZone(World.H3);
        world.after(cloud -> ReferenceCloud.given());
        assertThat(world.findings()).anyMatch(each -> each.code().equals("host-in-no-tunnel-zone"));
        assertThat(world.wire().isPlugged("a5")).isFalse();
        packetFrom("a1").to("10.0.1.11").tcp(80).in(world).isDeliveredTo("a2").andReplyReturns();

        world.own().joinsTunnelZone(World.H3);
        world.converge();
        packetFrom("a1").to("10.0.3.10").tcp(80).in(world).isDeliveredTo("a5").andReplyReturns();
        assertThat(world.topology().all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class))
                .filteredOn(binding -> binding.interfaceName().equals("vn_" + Ids.instance("a5")))
                .hasSize(1);
    }

    @Test
    @DisplayName("S-159 that are dead get their bindings, once, and nobody else is affected")
    void deadHost(World world) {
        world.own().kill(World.H2);
        world.after(cloud -> cloud.instance("a7", "A1", "10.0.1.17", World.H2, "web")
                .instance("a8", "A1", "10.0.1.18", World.H1, "web"));
        assertThat(world.wire().hostOf("a7")).isEqualTo(World.H2);
        packetFrom("a1").to("10.0.1.18").tcp(80).in(world).isDeliveredTo("a8").andReplyReturns();
        assertThat(world.converge().writes()).isZero();
    }
}
