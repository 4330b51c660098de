// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.CLIENT;
import static org.vpcmido.controller.corrections.World.UPLINK;
import static org.vpcmido.controller.corrections.World.WEB_PUBLIC;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.midonet.trace.Quote;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("An ICMP error")
class IcmpErrorsTest {
    private static final Ipv4 ROUTER_OUTSIDE = Ipv4.of("198.51.100.1");

    private final World world = World.with(Correction.ICMP_ERRORS);

    /** Fragmentation needed, port unreachable, time exceeded. */
    @ParameterizedTest
    @CsvSource({"3,4", "3,3", "11,0"})
    @DisplayName("about what an instance sent reaches it")
    void aboutItsOwnPackets(int type, int code) {
        Quote sent = new Quote(WEB_PUBLIC, CLIENT, Protocol.TCP, 40000, 443, 0);
        assertThat(error(World.uncorrected(), type, code, sent).isDelivered()).isFalse();
        assertThat(error(world, type, code, sent).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("about somebody else's packet, and any other ICMP, is judged by the groups")
    void aboutOthers() {
        Quote foreign = new Quote(Ipv4.of("8.8.8.8"), CLIENT, Protocol.TCP, 40000, 443, 0);
        assertThat(error(world, 3, 4, foreign).isDelivered()).isFalse();
        Verdict ping = world.enter(UPLINK, CLIENT, WEB_PUBLIC, Protocol.ICMP, packet -> packet.echo(8, 1));
        assertThat(ping.isDelivered()).isFalse();
    }

    private static Verdict error(World world, int type, int code, Quote about) {
        return world.enter(
                UPLINK,
                ROUTER_OUTSIDE,
                WEB_PUBLIC,
                Protocol.ICMP,
                packet -> packet.icmp(type, code).quote(about));
    }
}
