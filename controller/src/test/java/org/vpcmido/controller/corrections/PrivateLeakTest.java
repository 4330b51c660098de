// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.BOB_PUBLIC;
import static org.vpcmido.controller.corrections.World.CLIENT;
import static org.vpcmido.controller.corrections.World.NAT_PUBLIC;
import static org.vpcmido.controller.corrections.World.WEB_PUBLIC;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.midonet.trace.Fragment;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("A private source")
class PrivateLeakTest {
    private final World uncorrected = World.uncorrected();
    private final World world = World.with(Correction.PRIVATE_LEAK);

    @Test
    @DisplayName("does not leave by the internet gateway without a public address to stand for it")
    void withoutPublicAddress() {
        assertThat(uncorrected.from("app", CLIENT).isDelivered()).isTrue();
        assertThat(world.from("app", CLIENT).isDelivered()).isFalse();
        assertThat(world.from("app", BOB_PUBLIC).isDelivered()).isFalse();
    }

    @Test
    @DisplayName("does not leave by a NAT gateway that cannot translate the packet")
    void untranslatable() {
        World.Shape fragment = packet -> packet.fragment(Fragment.LATER);
        assertThat(uncorrected.from("db", CLIENT, Protocol.UDP, fragment).isDelivered())
                .isTrue();
        assertThat(world.from("db", CLIENT, Protocol.UDP, fragment).isDelivered())
                .isFalse();
        Protocol gre = Protocol.parse("47").orElseThrow();
        assertThat(world.from("db", CLIENT, gre, packet -> packet).isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("leaves behind an elastic IP, and is answered")
    void behindElasticIp() {
        assertLeavesAs(world.from("web", CLIENT), WEB_PUBLIC);
        assertThat(world.from("web", BOB_PUBLIC).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("leaves behind a NAT gateway, and is answered")
    void behindNatGateway() {
        assertLeavesAs(world.from("db", CLIENT), NAT_PUBLIC);
    }

    @Test
    @DisplayName("reaches its own VPC and the metadata service")
    void inside() {
        assertThat(world.from("app", Ipv4.of("10.1.2.10")).isDelivered()).isTrue();
        Verdict metadata = world.from("app", Ipv4.of("169.254.169.254"));
        assertThat(metadata.isDelivered()).isTrue();
        assertThat(world.answer(metadata.arrivals().get(0)).isDelivered()).isTrue();
    }

    private void assertLeavesAs(Verdict verdict, Ipv4 source) {
        assertThat(verdict.arrivals()).hasSize(1);
        assertThat(verdict.arrivals().get(0).packet().source()).isEqualTo(Optional.of(source));
        assertThat(world.answer(verdict.arrivals().get(0)).isDelivered()).isTrue();
    }

    @Test
    @DisplayName("is not what a VPC whose block holds its own public addresses sends with one of those")
    void publicWithinTheBlock() {
        GivenCloud cloud = World.cloud()
                .vpc("own", "203.0.113.0/24")
                .attachInternetGateway("own")
                .subnet("owp", "own", "203.0.113.0/26", "one")
                .route("own", "0.0.0.0/0", Targets.igw("own"))
                .group("ogr")
                .instance("eve", "owp", "203.0.113.8", "nc1", "ogr")
                .instance("joe", "owp", "203.0.113.9", "nc1", "ogr")
                .elasticIp("eve", "203.0.113.30");
        World world = World.of(cloud, new Corrections(Set.of(Correction.PRIVATE_LEAK)));
        assertThat(world.from("eve", World.CLIENT).isDelivered()).isTrue();
        assertThat(world.from("joe", World.CLIENT).isDelivered()).isFalse();
    }
}
