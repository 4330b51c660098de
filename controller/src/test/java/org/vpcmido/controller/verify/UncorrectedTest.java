// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.Layouts;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.given.Targets;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.RouteTarget;

/** What eucanetd is known to do is no disagreement where nobody wants it corrected; each has a name. */
@DisplayName("Where corrections are not wanted")
class UncorrectedTest {
    private static final Ipv4 X1 = ReferenceCloud.X1;
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final GivenCloud cloud = ReferenceCloud.given();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dhcp-options.xml",
                "large-bgp.xml",
                "legacy-4.3.xml",
                "minimal.xml",
                "multi-vpc.xml",
                "multi-vpc-5.1.xml",
                "multi-vpc-complete.xml",
                "nacl-forms.xml",
                "nacl-protocol-0.xml",
                "natgw-only-vpc.xml",
                "node-names.xml",
                "overlapping-vpcs.xml",
                "poc-proxyarp.xml",
                "poc-static.xml",
                "sg-forms.xml",
                "sg-forms-complete.xml",
                "single-vpc.xml",
                "six-gateways-asn32.xml",
                "small-bgp.xml",
                "unplaced-instance.xml",
                "wire-4.4.xml",
                "wire-5.1.xml",
                "change/igw-detach-after.xml",
                "change/natgw-delete-after.xml",
                "change/routes-after.xml",
                "change/subnet-add-after.xml"
            })
    @DisplayName("rules and topology agree on the clouds of documents, but for differences that have a name")
    void documents(String document) {
        Checked read = GniDocuments.read(document).checked();
        for (ServerLimits limits : List.of(ServerLimits.strict(), ServerLimits.lenient())) {
            Built built = Built.of(read, Corrections.none(), limits, LayoutSettings.defaults());
            VerifyReport report = built.verify(500, 1);
            assertThat(report.disagreements()).as(built.shown(report)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "port-zero", "all-ports", "detached-gateway", "unresolvable-routes,nat-loop"})
    @DisplayName("they agree in random clouds that have troubles, too")
    void randomClouds(String corrections) {
        for (long seed = 1000; seed < 1012; seed++) {
            Built built = Built.of(RandomClouds.troubled(seed), Corrections.parse(corrections))
                    .excusingNothing();
            VerifyReport report = built.verify(100, seed);
            assertThat(report.disagreements())
                    .as("seed %d:%n%s", seed, built.shown(report))
                    .isZero();
        }
    }

    @Test
    @DisplayName("a route whose target is gone is left out, for the next shorter prefix to decide")
    void deadRoute() {
        cloud.route("a-pub", "198.18.0.0/24", new RouteTarget.Gone("eni-0000dead"));
        Probe probe = from("a1", Packet.tcp(Ipv4.of("10.0.1.10"), 40_000, X1, 80));
        assertKnown(probe, KnownDifference.UNRESOLVABLE_ROUTES, Correction.UNRESOLVABLE_ROUTES);
    }

    @Test
    @DisplayName("what a group allows by number 0 is left out, where MidoNet refuses that number")
    void zero() {
        cloud.group("ping").allowIn("ping", "icmp 8 0 0.0.0.0/0").groups("a2", "ping");
        Probe probe = from("a1", Packet.icmp(Ipv4.of("10.0.1.10"), Ipv4.of("10.0.1.11"), 8, 0));
        assertKnown(probe, KnownDifference.PORT_ZERO, Correction.PORT_ZERO);
        assertThat(judged(built(Corrections.none(), ServerLimits.lenient()), probe))
                .as("a MidoNet that takes it")
                .isEqualTo("agreed");
    }

    @ParameterizedTest
    @CsvSource({"none, all-ports-refused", "all-ports, agreed", "port-zero, agreed"})
    @DisplayName("what a group allows for all ports is left out there, unless either correction puts it otherwise")
    void allPorts(String corrections, String expected) {
        cloud.group("open").allowIn("open", "tcp " + EVERYWHERE).groups("a2", "open");
        Probe probe = from("a1", Packet.tcp(Ipv4.of("10.0.1.10"), 40_000, Ipv4.of("10.0.1.11"), 80));
        assertThat(judged(built(Corrections.parse(corrections), ServerLimits.strict()), probe))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("a rule that is missing is no known difference where MidoNet shows that it takes number 0")
    void lenientServerWithoutRule() {
        cloud.group("ping").allowIn("ping", "icmp 8 0 0.0.0.0/0").groups("a2", "ping");
        cloud.group("pong").allowIn("pong", "icmp 8 0 0.0.0.0/0");
        Probe probe = from("a1", Packet.icmp(Ipv4.of("10.0.1.10"), Ipv4.of("10.0.1.11"), 8, 0));
        Built damaged = built(Corrections.none(), ServerLimits.lenient())
                .damaged(all -> all.filter(each ->
                        !each.key().path().startsWith("security-group/" + Ids.group("ping") + "/ingress-chain/")));
        assertThat(judged(damaged, probe)).isEqualTo("disagreed");
    }

    @Test
    @DisplayName("a ping for the public address of one's own NAT gateway comes back as if it were the answer")
    void natLoop() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, Targets.nat("nat-1"));
        cloud.allowIn("db", "icmp " + EVERYWHERE);
        Probe probe = from("a3", Packet.icmp(Ipv4.of("10.0.2.10"), Ipv4.of("203.0.113.90"), 8, 0));
        assertKnown(probe, KnownDifference.NAT_LOOP, Correction.NAT_LOOP);
    }

    @Test
    @DisplayName("what is for an elastic IP without internet gateway leaves again by the uplink that it came from")
    void openTransit() {
        cloud.detachInternetGateway("a");
        Built built = built(Corrections.parse("detached-gateway"), ServerLimits.strict());
        Probe fromOutside = new Probe(new Endpoint.Outside(), Packet.tcp(X1, 40_000, Ipv4.of("203.0.113.10"), 80));
        Probe fromOther = from("b1", Packet.tcp(Ipv4.of("10.0.1.10"), 40_000, Ipv4.of("203.0.113.10"), 80));
        assertThat(judged(built, fromOutside)).isEqualTo("open-transit");
        assertThat(judged(built, fromOther)).isEqualTo("open-transit");
    }

    @ParameterizedTest
    @CsvSource({
        "none, udp:53, udp, metadata-protocols",
        "none, udp:53, tcp, agreed",
        "none, tcp:53, tcp, metadata-protocols",
        "none, tcp:53 udp:53, udp, agreed",
        "metadata-protocols, udp:53, udp, agreed",
        "metadata-protocols, udp:53, tcp, resolver-openings",
        "metadata-protocols, tcp:5353, udp, resolver-openings"
    })
    @DisplayName("a list of openings for the resolver opens what it does not say, or less than a VPC offers")
    void resolver(String corrections, String openings, String protocol, String expected) {
        LayoutSettings settings = Layouts.withDnsEgress(LayoutSettings.Opening.list(openings));
        Ipv4 source = Ipv4.of("10.0.1.10");
        Ipv4 resolver = Ipv4.of("169.254.169.253");
        Packet packet = protocol.equals("udp")
                ? Packet.udp(source, 40_000, resolver, 53)
                : Packet.tcp(source, 40_000, resolver, 53);
        Built built = Built.of(
                ConsistencyCheck.check(cloud.state()), Corrections.parse(corrections), ServerLimits.strict(), settings);
        Judges judges = Judges.ofConfiguration(built.cloud(), built.topology(), settings, built.corrections());
        assertThat(judged(judges, from("a1", packet))).isEqualTo(expected);
    }

    private void assertKnown(Probe probe, KnownDifference difference, Correction correction) {
        Set<Correction> others = Corrections.all().wanted().stream()
                .filter(each -> each != correction)
                .collect(Collectors.toSet());
        for (Corrections without : List.of(Corrections.none(), new Corrections(others))) {
            assertThat(judged(built(without, ServerLimits.strict()), probe))
                    .as("%s", without.wanted())
                    .isEqualTo(difference.id());
        }
        Built corrected = built(new Corrections(Set.of(correction)), ServerLimits.strict());
        assertThat(judged(corrected, probe)).isEqualTo("agreed");
        Built uncorrected = built(Corrections.none(), ServerLimits.strict());
        Built pretended = new Built(
                uncorrected.cloud(), uncorrected.topology(), Identities.none(), new Corrections(Set.of(correction)));
        assertThat(judged(pretended, probe)).as("wanted, and not there").isEqualTo("disagreed");
    }

    private static String judged(Built built, Probe probe) {
        return judged(built.judges(), probe);
    }

    /** Of the first packet: whether the judges agree, or the name of their difference. */
    private static String judged(Judges judges, Probe probe) {
        Comparison opening = judges.judge(probe).get(0);
        Optional<String> known = opening.known().map(KnownDifference::id);
        return known.orElse(opening.isDisagreement() ? "disagreed" : "agreed");
    }

    private static Probe from(String name, Packet packet) {
        return new Probe(new Endpoint.AtInterface(Ids.networkInterface(name)), packet);
    }

    private Built built(Corrections corrections, ServerLimits limits) {
        return Built.of(ConsistencyCheck.check(cloud.state()), corrections, limits, LayoutSettings.defaults());
    }
}
