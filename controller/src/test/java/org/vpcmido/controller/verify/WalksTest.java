// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;

/** The walks of eucanetd-vpcmido.md 6.10, on eucanetd's topology. */
@DisplayName("In eucanetd's topology, as documented,")
class WalksTest {
    private static final Ipv4 OUTSIDE = Ipv4.of("192.0.2.9");
    private static final Ipv4 BEHIND_NAT = Ipv4.of("198.18.7.7");
    private static final Ipv4 I1 = Ipv4.of("172.31.0.10");
    private static final Ipv4 I1_PUBLIC = Ipv4.of("203.0.113.10");
    private static final Ipv4 I2 = Ipv4.of("172.31.0.11");

    private Built built;

    @BeforeEach
    void build() {
        GivenCloud cloud = ReferenceCloud.empty()
                .vpc("v", "172.31.0.0/16")
                .attachInternetGateway("v")
                .subnet("A", "v", "172.31.0.0/20", "one")
                .subnet("B", "v", "172.31.16.0/20", "one")
                .route("v", "0.0.0.0/0", Targets.igw("v"))
                .group("sg")
                .allowIn("sg", "all sg")
                .instance("i1", "A", "172.31.0.10", "192.0.2.21", "sg")
                .elasticIp("i1", "203.0.113.10")
                .instance("i2", "A", "172.31.0.11", "192.0.2.22", "sg")
                .natGateway("n", "B", "172.31.16.5", "203.0.113.20")
                .routeTable("a", "v")
                .route("a", "0.0.0.0/0", Targets.igw("v"))
                .route("a", "198.18.7.0/24", Targets.nat("n"))
                .associate("A", "a");
        built = Built.of(cloud.state(), Corrections.none());
    }

    @Test
    @DisplayName("W1: the outside reaches an elastic IP's interface, where the groups refuse")
    void fromOutside() {
        String walk = first(Probe.fromOutside(Packet.tcp(OUTSIDE, 40000, I1_PUBLIC, 22)));
        assertThat(walk)
                .containsSubsequence(
                        "at    eucart",
                        "203.0.113.10/32",
                        "at    eucabr",
                        "vc_" + Ids.vpc("v") + "_preelip#1",
                        "now   tcp 192.0.2.9:40000 -> 172.31.0.10:22",
                        "acl_ingress_",
                        "jump security-group/" + Ids.group("sg") + "/ingress-chain",
                        "Together: both say the same");
        assertThat(walk).contains("MidoNet:  dropped by rule ic_").contains("of " + Ids.networkInterface("i1"));
    }

    @Test
    @DisplayName("W2: an instance leaves with its elastic IP, and the answer comes back")
    void toOutside() {
        List<Comparison> both = built.judge(Probe.from(Ids.networkInterface("i1"), Packet.tcp(I1, 40000, OUTSIDE, 80)));
        assertThat(built.shown(both.get(0)))
                .containsSubsequence("sg_egress_", "acl_egress_", "_postchain#1", "eucart")
                .contains("delivered to the outside as tcp 203.0.113.10:40000 -> 192.0.2.9:80");
        assertThat(built.shown(both.get(1)))
                .contains("delivered to " + Ids.networkInterface("i1"))
                .contains("accept matchReturnFlow");
    }

    @Test
    @DisplayName("W3: an instance without public address leaves with its private one, a known difference")
    void privateLeak() {
        Comparison leak = built.judge(Probe.from(Ids.networkInterface("i2"), Packet.tcp(I2, 40000, OUTSIDE, 80)))
                .get(0);
        assertThat(leak.known()).contains(KnownDifference.PRIVATE_LEAK);
        assertThat(built.shown(leak)).contains("delivered to the outside as tcp 172.31.0.11:40000 -> 192.0.2.9:80");
    }

    @Test
    @DisplayName("W4: a NAT gateway hides an instance, and brings the answer back")
    void natGateway() {
        List<Comparison> both =
                built.judge(Probe.from(Ids.networkInterface("i2"), Packet.tcp(I2, 40000, BEHIND_NAT, 80)));
        assertThat(built.shown(both.get(0)))
                .containsSubsequence("198.18.7.0/24", "natr_", "natc_", "eucart")
                .contains("delivered to the outside as tcp 203.0.113.20:");
        assertThat(built.shown(both.get(1)))
                .containsSubsequence("eucart", "natr_", "now   tcp 198.18.7.7:80 -> 172.31.0.11:40000", "vr_")
                .contains("delivered to " + Ids.networkInterface("i2"));
    }

    @Test
    @DisplayName("W5: neighbours talk over their bridge alone")
    void neighbours() {
        List<Comparison> both = built.judge(Probe.from(Ids.networkInterface("i1"), Packet.tcp(I1, 40000, I2, 22)));
        assertThat(both).hasSize(2).allMatch(each -> each.agreement() == Agreement.AGREED);
        assertThat(built.shown(both.get(0)))
                .contains("delivered to " + Ids.networkInterface("i2"))
                .doesNotContain("vr_");
    }

    @Test
    @DisplayName("W6: by a neighbour's elastic IP its private source goes around the edge, a known difference")
    void hairpin() {
        Comparison hairpin = built.judge(Probe.from(Ids.networkInterface("i2"), Packet.tcp(I2, 40000, I1_PUBLIC, 22)))
                .get(0);
        assertThat(hairpin.known()).contains(KnownDifference.PRIVATE_LEAK);
        assertThat(built.shown(hairpin)).containsSubsequence("eucart", "now   tcp 172.31.0.11:40000 -> 172.31.0.10:22");
    }

    @Test
    @DisplayName("W7: the metadata service sees an address of its own for each interface")
    void metadata() {
        List<Comparison> both = built.judge(
                Probe.from(Ids.networkInterface("i1"), Packet.tcp(I1, 40000, Ipv4.of("169.254.169.254"), 80)));
        assertThat(both).hasSize(2).allMatch(each -> each.agreement() == Agreement.AGREED);
        assertThat(built.shown(both.get(0))).contains("delivered to metadata as tcp 255.0.0.1");
    }

    @Test
    @DisplayName("W8: the routers between edge and VPCs are out of reach")
    void transit() {
        String walk = first(Probe.from(Ids.networkInterface("i1"), Packet.tcp(I1, 40000, Ipv4.of("169.254.0.1"), 22)));
        assertThat(walk).contains("dropped by rule eucabr_infilter#1").contains("both say the same");
    }

    @Test
    @DisplayName("W9: a forged source ends at the sender's own port")
    void forged() {
        String walk = first(Probe.from(Ids.networkInterface("i1"), Packet.tcp(I2, 40000, OUTSIDE, 80)));
        assertThat(walk)
                .contains("dropped by rule ic_" + Ids.instance("i1") + "_prechain#3")
                .contains("both say the same");
    }

    private String first(Probe probe) {
        return built.shown(built.judge(probe).get(0));
    }
}
