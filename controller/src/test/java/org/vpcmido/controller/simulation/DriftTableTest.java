// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.Drift;

/** The table of what was changed behind eucanetd's back. */
@DisplayName("When others change MidoNet")
class DriftTableTest {
    private static final String GROUP_CHAIN = "sg_ingress_sg-0000b2a1";
    private static final String ACL_CHAIN = "acl_ingress_vpc-0000b002_acl-0000b2d0";
    private static final String INSTANCE = "i-0000b211";
    private static final int TOLD_MAX = 4;

    private static final ReviewedRows ROWS = new ReviewedRows(
            "what was changed | eucanetd | vpcmido found | writes | cycles",
            damages().map(Damage::toString).toList());

    @TempDir
    private static Path folder;

    private static Optional<DrivenLoop> running = Optional.empty();

    private final ObjectNode built = loop().dump();

    /** How others change MidoNet. */
    private interface Change {
        void in(Tampered midonet);
    }

    /** What becomes of a change. */
    private enum Fate {
        HEALED,
        /** It is no concern of ours, or decides nothing. */
        LEFT,
        /** Others have to undo it. */
        TOLD
    }

    private record Damage(String name, String eucanetd, Fate fate, Change change) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Damage healed(String name, String eucanetd, Change change) {
        return new Damage(name, eucanetd, Fate.HEALED, change);
    }

    static Stream<Damage> damages() {
        return Stream.of(rules(), filters(), addresses(), devices()).flatMap(each -> each);
    }

    private static Stream<Damage> rules() {
        return Stream.of(
                healed(
                        "group rule deleted",
                        "repaired at a restart",
                        midonet -> midonet.remove(
                                "rules", midonet.rules(GROUP_CHAIN).get(0))),
                healed(
                        "foreign accept-all in a group chain",
                        "repaired at a restart",
                        midonet -> midonet.acceptAll(GROUP_CHAIN)),
                healed(
                        "foreign accept-all rule in an instance chain",
                        "never repaired",
                        midonet -> midonet.acceptAll("ic_" + INSTANCE + "_prechain")),
                healed(
                        "anti-spoofing rule of an instance deleted",
                        "put back at another position",
                        midonet -> midonet.remove("rules", midonet.rule("ic_" + INSTANCE + "_prechain", "dlSrc"))),
                healed(
                        "ACL jump deleted",
                        "repaired at a restart",
                        midonet -> midonet.remove("rules", midonet.jumpTo(ACL_CHAIN))),
                new Damage(
                        "rules of a group chain in another order",
                        "never repaired, no effect",
                        Fate.LEFT,
                        midonet -> midonet.swap(GROUP_CHAIN, 0, 1)),
                healed("ACL allow and deny swapped", "never repaired", midonet -> midonet.swapAllowAndDeny(ACL_CHAIN)));
    }

    private static Stream<Damage> filters() {
        return Stream.of(
                healed("port filters cleared", "repaired at a restart", midonet -> {
                    midonet.instancePort(INSTANCE).putNull("inboundFilterId");
                    midonet.instancePort(INSTANCE).putNull("outboundFilterId");
                }),
                healed(
                        "bridge filter cleared",
                        "repaired at a restart",
                        midonet -> midonet.find("bridges", bridge -> bridge.hasNonNull("inboundFilterId"))
                                .putNull("inboundFilterId")),
                healed(
                        "VPC default route deleted",
                        "repaired at a restart",
                        midonet -> midonet.remove("routes", midonet.defaultRoute("vr_vpc-0000b001"))));
    }

    private static Stream<Damage> addresses() {
        String resync = "repaired at a resync";
        return Stream.of(
                healed(
                        "elastic IP route missing",
                        resync,
                        midonet -> midonet.remove("routes", midonet.routeTo("eucart", "10.116.150.10"))),
                healed(
                        "elastic IP route foreign",
                        resync,
                        midonet -> midonet.copy("routes", midonet.routeTo("eucart", "10.116.150.10"))
                                .put("dstNetworkAddr", "10.116.150.99")),
                healed("DHCP host missing", resync, midonet -> midonet.remove("dhcp_hosts", midonet.any("dhcp_hosts"))),
                healed("DHCP host foreign", resync, midonet -> midonet.foreignDhcpHost("0a:00:00:00:00:99")),
                healed(
                        "gateway route missing",
                        resync,
                        midonet -> midonet.remove("routes", midonet.defaultRoute("eucart"))),
                healed(
                        "gateway route foreign",
                        resync,
                        midonet -> midonet.copy("routes", midonet.defaultRoute("eucart"))
                                .put("nextHopGateway", "10.116.133.99")),
                healed(
                        "group address missing",
                        resync,
                        midonet -> midonet.remove("ip_addr_group_addrs", midonet.any("ip_addr_group_addrs"))),
                healed("group address foreign", resync, midonet -> midonet.foreignGroupAddress("10.20.0.99")));
    }

    private static Stream<Damage> devices() {
        return Stream.of(
                healed("instance port deleted", "crash", midonet -> midonet.deletePort(midonet.instancePort(INSTANCE))),
                healed("instance port unbound", "worse, further passes needed", midonet -> midonet.unbind(INSTANCE)),
                healed(
                        "VPC router link removed",
                        "half repaired, then a failing pass",
                        midonet -> midonet.unlink("vr_vpc-0000b002")),
                healed(
                        "foreign VPC router (vr_ name)",
                        "deleted",
                        midonet -> midonet.twin("routers", "vr_vpc-0000b001").put("name", "vr_vpc-0000dead_77")),
                new Damage(
                        "foreign chain",
                        "deleted at a restart, with a failing pass",
                        Fate.LEFT,
                        midonet -> midonet.twin("chains", GROUP_CHAIN).put("name", "somebody_else")),
                new Damage(
                        "duplicate of a group chain",
                        "worse, repaired at a restart",
                        Fate.TOLD,
                        midonet -> midonet.twin("chains", GROUP_CHAIN)),
                new Damage(
                        "host missing from the tunnel zone",
                        "waits for ever before doing anything",
                        Fate.TOLD,
                        midonet -> midonet.remove("tunnel_zone_hosts", midonet.membership("10.111.5.31"))));
    }

    @BeforeAll
    static void build() throws Exception {
        DrivenLoop loop = new DrivenLoop(folder, "multi-vpc-complete.xml");
        running = Optional.of(loop);
        loop.start();
        loop.untilWell();
    }

    @AfterAll
    static void close() {
        running.orElseThrow().close();
        ROWS.assertReviewed("golden/trouble/drift.txt");
    }

    /** As it was, for the next one. */
    @AfterEach
    void restore() throws Exception {
        loop().load(built);
        loop().reconcile();
        loop().untilWell();
        loop().drain();
        assertThat(loop().state()).isEqualTo(DrivenLoop.lines(built));
    }

    private static DrivenLoop loop() {
        return running.orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    @DisplayName("that is found, told, and undone:")
    void heals(Damage damage) throws Exception {
        Tampered tampered = new Tampered(loop().dump());
        damage.change().in(tampered);
        assertThat(tampered.topology()).as("the damage").isNotEqualTo(built);
        loop().load(tampered.topology());
        List<String> changed = loop().state();

        loop().reconcile();
        List<CycleEnd> cycles = loop().untilWell();
        CycleEnd first = cycles.get(0);
        if (damage.fate() == Fate.HEALED) {
            assertThat(loop().state()).containsExactlyElementsOf(DrivenLoop.lines(built));
            assertThat(entries(loop().dump())).isEqualTo(entries(built));
            assertThat(first.report().drift()).hasSameSizeAs(first.outcomes()).isNotEmpty();
        } else if (damage.fate() == Fate.LEFT) {
            assertThat(loop().state()).containsExactlyElementsOf(changed);
            assertThat(first.plan().orElseThrow().plan().isEmpty()).isTrue();
        } else {
            assertThat(first.plan().orElseThrow().findings()).isNotEmpty();
        }
        loop().reconcile();
        assertThat(loop().next().report().result()).isEqualTo(Result.AGREED);
        int writes = cycles.stream()
                .mapToInt(end -> end.report().written().applied())
                .sum();
        ROWS.put(
                damage.name(),
                damage.eucanetd(),
                found(first),
                Integer.toString(writes),
                Integer.toString(cycles.size()));
    }

    /** Times are told and never judged: they are the machine's, and the moment's within the interval. */
    @Test
    @DisplayName("it is undone when all is read next, unasked; the times are printed")
    void healsUnasked() throws Exception {
        Duration interval = Duration.ofMillis(200);
        loop().stop();
        loop().start(interval);
        loop().next();
        List<String> well = DrivenLoop.lines(built);
        for (Damage damage :
                damages().filter(each -> each.fate() == Fate.HEALED).toList()) {
            Tampered tampered = new Tampered(loop().dump());
            damage.change().in(tampered);
            loop().load(tampered.topology());
            long start = System.nanoTime();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> loop().state().equals(well));
            System.out.printf(
                    "all read every %d ms, %s: healed after %d ms%n",
                    interval.toMillis(), damage, (System.nanoTime() - start) / 1_000_000);
            loop().awaitIdle();
        }
        loop().stop();
        loop().start();
        loop().next();
    }

    /** The rules of an ACL, whose order decides. */
    private static List<String> entries(ObjectNode topology) {
        return new Tampered(topology)
                .rules(ACL_CHAIN).stream()
                        .map(rule ->
                                rule.deepCopy().without(List.of("id", "uri")).toString())
                        .toList();
    }

    /** Each thing, or how many of each kind if they are many. */
    private static String found(CycleEnd end) {
        List<Drift> drift = end.report().drift();
        if (drift.isEmpty()) {
            return end.plan().orElseThrow().findings().stream()
                    .map(finding -> finding.code() + " " + finding.subject())
                    .collect(Collectors.collectingAndThen(
                            Collectors.joining("; "), all -> all.isEmpty() ? "not ours, or no matter: left" : all));
        }
        return drift.size() <= TOLD_MAX
                ? drift.stream()
                        .map(each -> each.remedy() + " " + each.key() + " (" + each.because() + ")")
                        .sorted()
                        .collect(Collectors.joining("; "))
                : drift.size() + " things";
    }
}
