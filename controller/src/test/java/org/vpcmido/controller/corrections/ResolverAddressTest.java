// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.midonet.trace.Arrival;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

@DisplayName("The second address of a subnet")
class ResolverAddressTest {
    private static final Ipv4 SECOND = Ipv4.of("10.1.1.2");
    private static final Ipv4 RESOLVER = Ipv4.of("169.254.169.253");

    private final World world = World.with(Correction.RESOLVER_ADDRESS);

    /** In the subnet, and in another subnet of the VPC. */
    @ParameterizedTest
    @CsvSource({"app,udp", "app,tcp", "db,udp", "db,tcp"})
    @DisplayName("answers DNS")
    void answersDns(String instance, String protocol) {
        assertThat(ask(World.uncorrected(), instance, SECOND, protocol).isDelivered())
                .isFalse();
        assertIsAnsweredFrom(SECOND, ask(world, instance, SECOND, protocol), instance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @DisplayName("leaves answers of the resolver itself as they are")
    void resolverItself(String protocol) {
        assertIsAnsweredFrom(RESOLVER, ask(world, "app", RESOLVER, protocol), "app");
    }

    @Test
    @DisplayName("does nothing else")
    void nothingElse() {
        assertThat(world.from("app", SECOND).isDelivered()).isFalse();
        assertThat(world.from("app", SECOND, Protocol.UDP, packet -> packet.ports(4000, 5353))
                        .isDelivered())
                .isFalse();
        Verdict ping = world.from("app", SECOND, Protocol.ICMP, packet -> packet.echo(8, 1));
        assertThat(ping.isDelivered()).isFalse();
        assertThat(ping.answers()).isEmpty();
    }

    @Test
    @DisplayName("does not disturb the way between subnets, to the outside and to the metadata service")
    void neighbours() {
        assertThat(world.from("app", Ipv4.of("10.1.2.10")).isDelivered()).isTrue();
        assertThat(world.from("web", World.CLIENT).isDelivered()).isTrue();
        Verdict metadata = world.from("app", Ipv4.of("169.254.169.254"));
        assertThat(world.answer(metadata.arrivals().get(0)).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("resolves to the router")
    void resolves() {
        Verdict arp = world.send(
                World.port("app"), Packet.arpRequest(world.instance("app").mac(), Ipv4.of("10.1.1.11"), SECOND));
        assertThat(arp.answers().get(0).packet().sourceMac()).isNotEqualTo(new MacAddress(0));
    }

    private static Verdict ask(World world, String instance, Ipv4 resolver, String protocol) {
        return world.from(instance, resolver, Protocol.parse(protocol).orElseThrow(), packet -> packet.ports(4000, 53));
    }

    private void assertIsAnsweredFrom(Ipv4 address, Verdict question, String instance) {
        assertThat(question.arrivals()).hasSize(1);
        Arrival asked = question.arrivals().get(0);
        assertThat(asked.packet().destination()).isEqualTo(Optional.of(RESOLVER));
        assertThat(asked.packet().destinationPort()).isEqualTo(53);
        Verdict answer = world.answer(asked);
        assertThat(answer.arrivals()).hasSize(1);
        Arrival answered = answer.arrivals().get(0);
        assertThat(answered.port()).isEqualTo(World.port(instance));
        assertThat(answered.packet().source()).isEqualTo(Optional.of(address));
        assertThat(answered.packet().destinationPort()).isEqualTo(4000);
    }
}
