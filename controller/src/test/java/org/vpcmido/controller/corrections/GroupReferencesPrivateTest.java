// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.corrections.World.WEB_PUBLIC;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("A reference to a security group")
class GroupReferencesPrivateTest {
    private static final Corrections NARROWED = Corrections.parse("all,group-references-private");

    @Test
    @DisplayName("means public addresses too unless it is narrowed, and private ones always")
    void narrowed() {
        GivenCloud cloud = World.cloud().elasticIp("app", "203.0.113.11");
        World usual = World.of(cloud, Corrections.all());
        World narrow = World.of(cloud, NARROWED);
        assertThat(reaches(usual, WEB_PUBLIC)).isTrue();
        assertThat(reaches(narrow, WEB_PUBLIC)).isFalse();
        assertThat(reaches(usual, World.WEB)).isTrue();
        assertThat(reaches(narrow, World.WEB)).isTrue();
    }

    @Test
    @DisplayName("is narrowed only by name")
    void notByDefault() {
        assertThat(Corrections.all()).isNotEqualTo(NARROWED);
        assertThat(Corrections.parse(NARROWED.toString())).isEqualTo(NARROWED);
    }

    private static boolean reaches(World world, Ipv4 destination) {
        return world.from("app", destination, Protocol.TCP, packet -> packet.ports(4000, 22))
                .isDelivered();
    }
}
