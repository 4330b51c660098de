// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;

/** Packets are aimed at the places where verdicts change: the last address or port inside, and the first one outside. */
@DisplayName("The lines that a cloud draws")
class RuleEdgesTest {
    private final GivenCloud cloud = ReferenceCloud.empty().vpc("v", "10.0.0.0/16");

    private RuleEdges edges() {
        return RuleEdges.of(cloud.state());
    }

    private static List<Ipv4> addresses(String... texts) {
        return Stream.of(texts).map(Ipv4::of).toList();
    }

    @Test
    @DisplayName("ports of rules and entries, in both directions, with those next to them; none beyond the last")
    void ports() {
        cloud.group("g").allowIn("g", "tcp 1000-2000 0.0.0.0/0").allowOut("g", "udp 3000-3001 0.0.0.0/0");
        cloud.acl("x", "v").ingress("x", "10 deny tcp 4000 0.0.0.0/0").egress("x", "10 deny udp 0-65535 0.0.0.0/0");
        assertThat(edges().ports())
                .containsExactlyInAnyOrder(
                        22, 80, 80, 443, 443, // always
                        999, 1000, 2000, 2001, 2999, 3000, 3001, 3002, 3999, 4000, 4000, 4001, 0, 0, 65535, 65535);
    }

    @Test
    @DisplayName(
            "blocks of rules, entries and routes: their first and last addresses, those next to them, reserved ones")
    void blocks() {
        cloud.group("g").allowIn("g", "all 198.51.100.0/24").allowOut("g", "all 10.9.8.7/32");
        cloud.acl("x", "v").ingress("x", "10 deny all 172.16.0.0/12");
        cloud.route("v", "192.0.2.64/26", Targets.igw("v"));
        assertThat(edges().ofRules())
                .containsAll(addresses("198.51.99.255", "198.51.100.0", "198.51.100.1", "198.51.100.3", "198.51.100.4"))
                .containsAll(addresses("198.51.100.254", "198.51.100.255", "198.51.101.0"))
                .containsAll(addresses("10.9.8.6", "10.9.8.7", "10.9.8.8"))
                .containsAll(addresses("172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"))
                .containsAll(addresses("192.0.2.63", "192.0.2.64", "192.0.2.127", "192.0.2.128"));
    }

    @Test
    @DisplayName("the whole network and its halves are no blocks to aim at: beside them is nothing, or the other half")
    void tooWide() {
        cloud.group("g").allowIn("g", "all 0.0.0.0/1", "all 128.0.0.0/1", "all 64.0.0.0/2");
        assertThat(edges().ofRules())
                .doesNotContainAnyElementsOf(addresses("0.0.0.0", "255.255.255.255", "128.0.0.1", "127.255.255.253"))
                .containsAll(addresses("63.255.255.255", "64.0.0.0", "127.255.255.255", "128.0.0.0"));
    }

    @Test
    @DisplayName("subnets, and ranges of public addresses")
    void subnetsAndRanges() {
        cloud.subnet("s", "v", "10.0.7.0/24", "one");
        assertThat(edges().ofSubnets())
                .containsAll(addresses("10.0.6.255", "10.0.7.0", "10.0.7.1", "10.0.7.3", "10.0.7.4"))
                .containsAll(addresses("10.0.7.254", "10.0.7.255", "10.0.8.0"));
        assertThat(edges().ofPublicRanges())
                .containsAll(addresses("203.0.113.9", "203.0.113.10", "203.0.113.250", "203.0.113.251"));
    }

    @Test
    @DisplayName("are never none, however little a cloud says")
    void neverNone() {
        RuleEdges edges = RuleEdges.of(ReferenceCloud.empty().state());
        assertThat(edges.ports()).isNotEmpty();
        assertThat(edges.ofRules()).isNotEmpty();
        assertThat(edges.ofSubnets()).isNotEmpty();
        assertThat(edges.ofPublicRanges()).isNotEmpty();
    }
}
