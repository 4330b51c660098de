// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("Resources")
class ResourcesTest {
    private static final Key A = Key.of("a");
    private static final Key B = Key.of("b");

    @Test
    @DisplayName("A link is the same from both ends, also after renaming")
    void link() {
        PortLink link = new PortLink(A, B);

        assertThat(new PortLink(/* port= */ B, /* peer= */ A)).isEqualTo(link);
        assertThat(link.rekey(key -> key.equals(A) ? Key.of("z") : key)).isEqualTo(new PortLink(B, Key.of("z")));
    }

    @Test
    @DisplayName("A route goes with its port, or with its router if it ends there")
    void routeOwner() {
        Route normal = Route.normal(A, Cidr.ANY, Cidr.of("10.0.0.0/24"), B, Optional.empty(), 0);
        Route reject = Route.ending(A, Route.Type.REJECT, Cidr.ANY, Cidr.of("10.0.0.0/24"), 0);

        assertThat(normal.owner()).contains(B);
        assertThat(reject.owner()).contains(A);
        assertThat(normal.key()).hasToString("a/route 0.0.0.0/0 -> 10.0.0.0/24 port b weight 0");
        assertThat(reject.key()).hasToString("a/route 0.0.0.0/0 -> 10.0.0.0/24 Reject weight 0");
    }

    @Test
    @DisplayName("What MidoNet rewrites as a whole is written in one lane")
    void lanes() {
        Cidr net = Cidr.of("10.0.0.0/24");
        DhcpHost host =
                new DhcpHost(A, net, MacAddress.of("d0:0d:00:00:00:01"), Optional.empty(), Optional.empty(), List.of());

        assertThat(Rule.of(A, 1, RuleAction.Verdict.ACCEPT, Match.where().build())
                        .lane())
                .isEqualTo(A);
        assertThat(new IpAddrGroupAddr(A, Ipv4.of("10.0.0.1")).lane()).isEqualTo(A);
        assertThat(new PortGroupPort(A, B).lane()).isEqualTo(A);
        assertThat(new TunnelZoneHost(A, B, Ipv4.of("10.0.0.1")).lane()).isEqualTo(A);
        assertThat(host.lane()).isEqualTo(DhcpSubnet.key(A, net));
        assertThat(new Chain(A, "", "").lane()).isEqualTo(A);
    }

    @Test
    @DisplayName("A masked MAC compares the bits that count")
    void maskedMac() {
        MaskedMac vendor = new MaskedMac(MacAddress.of("ac:ca:ba:00:00:00"), 0xFFFF_FF00_0000L);

        assertThat(vendor.contains(MacAddress.of("ac:ca:ba:12:34:56"))).isTrue();
        assertThat(vendor.contains(MacAddress.of("ac:ca:bb:12:34:56"))).isFalse();
        assertThat(vendor).hasToString("ac:ca:ba:00:00:00/ff:ff:ff:00:00:00");
    }

    @Test
    @DisplayName("Numbers that MidoNet cannot store are refused")
    void limits() {
        assertThatThrownBy(() -> new BgpPeer(A, B, 0, Ipv4.of("10.0.0.1"))).hasMessageContaining("AS number 0");
        assertThatThrownBy(() -> Route.ending(A, Route.Type.REJECT, Cidr.ANY, Cidr.ANY, -1))
                .hasMessageContaining("weight -1");
    }
}
