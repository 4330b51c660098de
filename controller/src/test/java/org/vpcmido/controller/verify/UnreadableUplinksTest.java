// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.UplinkGateway;

/** Where no uplink can be read, nothing gets out or in, and that is known; where one can, or all were given up, it is not. */
@DisplayName("Uplinks that cannot be read")
class UnreadableUplinksTest {
    private static final UplinkGateway FIRST =
            ReferenceCloud.given().state().configuration().gateways().get(0);
    private static final UplinkGateway SECOND =
            ReferenceCloud.given().state().configuration().gateways().get(1);
    private static final Hold ALL = new Hold("cloud", Hold.Part.GATEWAYS);

    private static final Ipv4 A1 = Ipv4.of("10.0.1.10");
    private static final Ipv4 A2 = Ipv4.of("10.0.1.11");
    private static final Probe OUT =
            Probe.from(Ids.networkInterface("a1"), Packet.tcp(A1, 40_000, ReferenceCloud.X1, 443));
    private static final Probe IN =
            Probe.fromOutside(Packet.tcp(ReferenceCloud.X1, 40_000, Ipv4.of("203.0.113.10"), 80));

    private final GivenCloud cloud = ReferenceCloud.given();

    @ParameterizedTest
    @ValueSource(strings = {"bad-gateway.xml", "bgp-bad-asn.xml", "bgp-incomplete.xml", "no-mido.xml"})
    @DisplayName("are a difference with a name, and the only one in documents where nothing else is wrong")
    void documents(String document) {
        Checked read = GniDocuments.read("invalid/" + document).checked();
        for (Corrections corrections : List.of(Corrections.all(), Corrections.none())) {
            Built built = Built.of(read, corrections);
            VerifyReport report = built.verify(1_000, 1);
            assertThat(report.disagreements()).as(built.shown(report)).isZero();
            assertThat(report.known()).containsKey(KnownDifference.NO_UPLINK);
        }
    }

    @Test
    @DisplayName("keep inside what is for the outside, and outside what comes from there, and nothing else is excused")
    void cutOff() {
        cloud.allowIn("db", "tcp 3306 0.0.0.0/0").groups("a2", "db");
        Probe inside = Probe.from(Ids.networkInterface("a1"), Packet.tcp(A1, 40_000, A2, 3306));
        for (Set<Hold> held : List.of(Set.of(ALL), Set.of(Hold.all(FIRST.name()), Hold.all(SECOND.name())))) {
            Built built = held(held);
            assertThat(judged(built, OUT)).isEqualTo("no-uplink");
            assertThat(judged(built, IN)).isEqualTo("no-uplink");
            assertThat(judged(built, inside)).isEqualTo("agreed");
            Built broken = without(built, rulesOf(Keys.groupIngressChain(Ids.group("db"))));
            assertThat(judged(broken, inside)).isEqualTo("disagreed");
        }
    }

    @Test
    @DisplayName("and that MidoNet still has lead out, but not by what is known of them")
    void wiredStill() {
        cloud.gateways();
        Built wired = new Built(
                new Checked(cloud.state(), List.of(), Set.of(Hold.all(FIRST.name()))),
                Built.of(ReferenceCloud.given().gateways(FIRST).state(), Corrections.all())
                        .topology(),
                held(Set.of()).identities(),
                Corrections.all());
        assertThat(judged(wired, OUT)).isEqualTo("no-uplink");
        assertThat(judged(wired, IN)).isEqualTo("no-uplink");
    }

    @Test
    @DisplayName("excuse nothing that is lost before the edge router, or by a rule")
    void lostOnTheWay() {
        Built built = held(Set.of(ALL));
        Built ruled = without(built, rulesOf(Keys.groupEgressChain(Ids.group("web"))));
        assertThat(judged(ruled, OUT)).isEqualTo("disagreed");
        Built unrouted = without(
                built, each -> each instanceof Route route && route.router().equals(Keys.vpcRouter(Ids.vpc("a"))));
        assertThat(judged(unrouted, OUT)).isEqualTo("disagreed");
        Built unplugged = without(built, each -> each.key().equals(HostInterfacePort.key(portOfA1())));
        assertThat(judged(unplugged, OUT)).isEqualTo("disagreed");
    }

    private Key portOfA1() {
        return Crossings.port(requireNonNull(cloud.state().interfaces().get(Ids.networkInterface("a1"))));
    }

    @Test
    @DisplayName("excuse nothing beside one that can be read, wired or not")
    void besideAUsableOne() {
        cloud.gateways(FIRST);
        Checked read = new Checked(cloud.state(), List.of(), Set.of(Hold.all(SECOND.name()), ALL));
        Built built = Built.of(read, Corrections.all());
        assertThat(judged(built, OUT)).isEqualTo("agreed");
        assertThat(judged(built, IN)).isEqualTo("agreed");
        Built unwired = without(
                built,
                each -> each.key().equals(HostInterfacePort.key(Keys.gatewayPort(FIRST.host(), FIRST.device()))));
        assertThat(judged(unwired, OUT)).isEqualTo("disagreed");
        assertThat(judged(unwired, IN)).isEqualTo("disagreed");
    }

    @Test
    @DisplayName("are not what a cloud has that is read well and has no uplink")
    void none() {
        Built built = held(Set.of(Hold.all(Ids.group("bweb").value())));
        assertThat(judged(built, OUT)).isEqualTo("disagreed");
        assertThat(judged(built, IN)).isEqualTo("disagreed");
    }

    private Built held(Set<Hold> holds) {
        cloud.gateways();
        Checked checked = ConsistencyCheck.check(cloud.state());
        return Built.of(new Checked(checked.state(), checked.findings(), holds), Corrections.all());
    }

    private static Built without(Built built, Predicate<Resource> gone) {
        Built damaged = built.damaged(all -> all.filter(gone.negate()));
        assertThat(damaged.topology().resources())
                .hasSizeLessThan(built.topology().resources().size());
        return damaged;
    }

    private static Predicate<Resource> rulesOf(Key chain) {
        return each -> each instanceof Rule rule && rule.chain().equals(chain);
    }

    private static String judged(Built built, Probe probe) {
        Comparison opening = built.judge(probe).get(0);
        return opening.known().map(KnownDifference::id).orElse(opening.isDisagreement() ? "disagreed" : "agreed");
    }
}
