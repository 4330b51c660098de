// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.resource.RuleAction.Verdict.DROP;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B_MAC;
import static org.vpcmido.midonet.trace.Sketch.LAN;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.DhcpSubnet.ClasslessRoute;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/** midonet-datapath-semantics.md 12. */
@DisplayName("A lease by DHCP")
class DhcpTest {
    private static final Cidr NETWORK = Cidr.of("10.0.0.0/24");
    private static final Ipv4 GATEWAY = Ipv4.of("10.0.0.1");
    private static final Ipv4 SERVER = Ipv4.of("10.0.0.2");
    private static final Ipv4 EVERYBODY = Ipv4.of("255.255.255.255");

    private static DhcpSubnet subnet(Optional<Ipv4> gateway, Optional<Ipv4> server, List<ClasslessRoute> routes) {
        return new DhcpSubnet(
                LAN, NETWORK, gateway, server, List.of(SERVER, GATEWAY), OptionalInt.empty(), routes, true);
    }

    private static DhcpHost host(DhcpHost.Option... options) {
        return new DhcpHost(LAN, NETWORK, A_MAC, Optional.of(A_IP), Optional.empty(), List.of(options));
    }

    private static Packet asking(DhcpMessage message) {
        return Packet.ip(A_MAC, Packet.BROADCAST, Ipv4.ANY, EVERYBODY, Protocol.UDP)
                .ports(68, 67)
                .dhcp(message)
                .build();
    }

    private static Packet answer(Sketch sketch, DhcpMessage message) {
        Verdict verdict = sketch.conversation().send(A, asking(message));
        assertThat(verdict.answers()).hasSize(1);
        assertThat(Sketch.why(verdict)).isEqualTo("answered by DHCP");
        return verdict.answers().get(0).arrivals().get(0).packet();
    }

    private static DhcpMessage offer(DhcpSubnet subnet, DhcpHost host) {
        return answer(new Sketch().with(subnet, host), DhcpMessage.discover(A_MAC))
                .dhcp()
                .orElseThrow();
    }

    @Test
    @DisplayName("tells address, mask, broadcast, router, servers and how long it lasts")
    void content() {
        DhcpSubnet subnet = subnet(Optional.of(GATEWAY), Optional.of(SERVER), List.of());
        Packet packet = answer(new Sketch().with(subnet, host()), DhcpMessage.discover(A_MAC));
        assertThat(packet.source()).contains(SERVER);
        assertThat(packet.destination()).contains(EVERYBODY);
        assertThat(packet.destinationMac()).isEqualTo(A_MAC);
        assertThat(packet.sourceMac()).hasToString("02:a8:9c:de:39:27");
        assertThat(packet.sourcePort()).isEqualTo(67);
        assertThat(packet.destinationPort()).isEqualTo(68);
        DhcpMessage offer = packet.dhcp().orElseThrow();
        assertThat(offer.type()).isEqualTo(DhcpMessage.Type.OFFER);
        assertThat(offer.offered()).contains(A_IP);
        assertThat(offer.server()).contains(SERVER);
        assertThat(offer.options())
                .isEqualTo(Map.of(
                        1, "255.255.255.0",
                        3, "10.0.0.1",
                        6, "10.0.0.2,10.0.0.1",
                        28, "10.0.0.255",
                        51, "86400",
                        54, "10.0.0.2"));
    }

    @Test
    @DisplayName("without server or gateway has none: the server identifier is 0.0.0.0")
    void bare() {
        DhcpMessage offer = offer(subnet(Optional.empty(), Optional.empty(), List.of()), host());
        assertThat(offer.server()).isEmpty();
        assertThat(offer.options()).containsEntry(54, "0.0.0.0").doesNotContainKey(3);
    }

    @Test
    @DisplayName("with routes has them as RFC 3442 writes them, the default route last")
    void routes() {
        List<ClasslessRoute> routes = List.of(
                new ClasslessRoute(Cidr.of("169.254.169.254/32"), SERVER),
                new ClasslessRoute(Cidr.of("10.8.0.0/13"), Ipv4.of("10.0.0.3")),
                new ClasslessRoute(Cidr.of("172.16.0.0/16"), Ipv4.of("10.0.0.4")));
        String written = "20a9fea9fe0a000002" + "0d0a080a000003" + "10ac100a000004";
        assertThat(offer(subnet(Optional.of(GATEWAY), Optional.of(SERVER), routes), host())
                        .options())
                .containsEntry(121, written + "000a000001");
        assertThat(offer(subnet(Optional.empty(), Optional.of(SERVER), routes), host())
                        .options())
                .containsEntry(121, written);
    }

    @ParameterizedTest(name = "option {0} = {1} is option {2} = {3}")
    @CsvSource({
        "host_name, h1, 12, h1",
        "HOST-NAME, h1, 12, h1",
        "15, example.org, 15, example.org",
        "ntp-servers, 192.0.2.7, 42, 192.0.2.7",
        "tftp_server_name, t, 66, t",
        "domain-search, 'a.bc,d', 119, 016102626300016400",
        "3, 10.0.0.9, 3, 10.0.0.9"
    })
    void extraOptions(String name, String value, int code, String written) {
        DhcpSubnet subnet = subnet(Optional.of(GATEWAY), Optional.of(SERVER), List.of());
        assertThat(offer(subnet, host(new DhcpHost.Option(name, value))).options())
                .containsEntry(code, written);
    }

    @Test
    @DisplayName("is without options of unknown names")
    void unknownOptions() {
        DhcpSubnet subnet = subnet(Optional.of(GATEWAY), Optional.of(SERVER), List.of());
        assertThat(offer(subnet, host(new DhcpHost.Option("no such", "x"))).options())
                .isEqualTo(offer(subnet, host()).options());
    }

    @ParameterizedTest(name = "a request for {0} is answered by {1}")
    @CsvSource({"'', ACK", "10.0.0.10, ACK", "10.0.0.11, NAK"})
    void requests(String wanted, DhcpMessage.Type type) {
        Sketch sketch = new Sketch().with(subnet(Optional.of(GATEWAY), Optional.of(SERVER), List.of()), host());
        Optional<Ipv4> address = wanted.isEmpty() ? Optional.empty() : Optional.of(Ipv4.of(wanted));
        DhcpMessage reply =
                answer(sketch, DhcpMessage.request(A_MAC, address)).dhcp().orElseThrow();
        assertThat(reply.type()).isEqualTo(type);
        assertThat(reply.offered()).contains(A_IP);
    }

    @Test
    @DisplayName("is for the frame's source MAC, before any inbound filter, but through the port's outbound one")
    void filters() {
        DhcpSubnet subnet = subnet(Optional.of(GATEWAY), Optional.of(SERVER), List.of());
        Sketch closed = new Sketch().with(subnet, host()).chain("a/in", rule(DROP, Match.where()));
        assertThat(answer(closed, DhcpMessage.discover(A_MAC)).isIpv4()).isTrue();
        Sketch deaf = new Sketch().with(subnet, host()).chain("a/out", rule(DROP, Match.where()));
        assertThat(deaf.conversation()
                        .send(A, asking(DhcpMessage.discover(A_MAC)))
                        .answers())
                .allMatch(answer -> answer.arrivals().isEmpty());
        Packet another = asking(DhcpMessage.discover(A_MAC))
                .edit()
                .macs(B_MAC, Packet.BROADCAST)
                .build();
        assertThat(new Sketch()
                        .with(subnet, host())
                        .conversation()
                        .send(A, another)
                        .answers())
                .isEmpty();
    }

    @Test
    @DisplayName("comes from no subnet that is disabled, and for no host without an address")
    void disabled() {
        DhcpSubnet off = new DhcpSubnet(
                LAN, NETWORK, Optional.empty(), Optional.empty(), List.of(), OptionalInt.empty(), List.of(), false);
        DhcpHost nameless = new DhcpHost(LAN, NETWORK, A_MAC, Optional.empty(), Optional.empty(), List.of());
        DhcpSubnet on = subnet(Optional.empty(), Optional.empty(), List.of());
        for (Sketch sketch : List.of(new Sketch().with(off, host()), new Sketch().with(on, nameless))) {
            assertThat(sketch.conversation()
                            .send(A, asking(DhcpMessage.discover(A_MAC)))
                            .answers())
                    .isEmpty();
        }
    }
}
