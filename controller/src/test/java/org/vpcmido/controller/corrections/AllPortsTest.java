// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.midonet.trace.Fragment;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("A rule of all ports")
class AllPortsTest {
    private static final Corrections ONLY = new Corrections(Set.of(Correction.ALL_PORTS));
    private static final Ipv4 DB = Ipv4.of("10.1.2.10");
    private static final World.Shape WHOLE = packet -> packet.ports(40000, 5432);
    private static final World.Shape FIRST = packet -> packet.ports(40000, 5432).fragment(Fragment.FIRST);
    private static final World.Shape LATER = packet -> packet.fragment(Fragment.LATER);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("denies later fragments with the rest, and other protocols go on to the next entry")
    void denies(boolean takesZero) {
        GivenCloud cloud = openGroup()
                .acl("shut", "red")
                .ingress("shut", "90 deny tcp 0-65535 0.0.0.0/0", "100 allow all 0.0.0.0/0")
                .egress("shut", "100 allow all 0.0.0.0/0")
                .guard("prv", "shut");
        World eucanetd = World.of(cloud, Corrections.none(), limits(takesZero));
        assertThat(delivers(eucanetd, Protocol.TCP, WHOLE)).isFalse();
        assertThat(delivers(eucanetd, Protocol.TCP, LATER)).isTrue();

        World world = World.of(cloud, ONLY, limits(takesZero));
        assertThat(delivers(world, Protocol.TCP, WHOLE)).isFalse();
        assertThat(delivers(world, Protocol.TCP, FIRST)).isFalse();
        assertThat(delivers(world, Protocol.TCP, LATER)).isFalse();
        assertThat(delivers(world, Protocol.UDP, WHOLE)).isTrue();
        assertThat(delivers(world, Protocol.UDP, LATER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("admits every fragment of its protocol, and nothing else")
    void admits(boolean takesZero) {
        GivenCloud cloud = World.cloud().revokeIn("mem").allowIn("mem", "udp 0-65535 10.1.0.0/16");
        World world = World.of(cloud, ONLY, limits(takesZero));
        assertThat(delivers(world, Protocol.UDP, WHOLE)).isTrue();
        assertThat(delivers(world, Protocol.UDP, FIRST)).isTrue();
        assertThat(delivers(world, Protocol.UDP, LATER)).isTrue();
        assertThat(delivers(world, Protocol.TCP, WHOLE)).isFalse();
        assertThat(delivers(world, Protocol.TCP, LATER)).isFalse();
    }

    @Test
    @DisplayName("differs from one of some ports, which no later fragment has")
    void somePorts() {
        GivenCloud cloud = World.cloud().revokeIn("mem").allowIn("mem", "udp 1-65535 10.1.0.0/16");
        World world = World.of(cloud, ONLY);
        assertThat(delivers(world, Protocol.UDP, FIRST)).isTrue();
        assertThat(delivers(world, Protocol.UDP, LATER)).isFalse();
    }

    private static GivenCloud openGroup() {
        return World.cloud().allowIn("mem", "all 0.0.0.0/0");
    }

    private static boolean delivers(World world, Protocol protocol, World.Shape shape) {
        return world.from("web", DB, protocol, shape).isDelivered();
    }

    private static ServerLimits limits(boolean takesZero) {
        return takesZero ? ServerLimits.lenient() : ServerLimits.strict();
    }
}
