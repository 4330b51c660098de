// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.Drift;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.Trigger;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.midonet.topology.Topology;

@DisplayName("When the cloud changes a little")
class TargetedReadingTest {
    private static final String GROUP_CHAIN = "sg_ingress_sg-0000b2a1";
    private static final String OTHER_CHAIN = "sg_ingress_sg-0000b001";
    private static final String BEFORE = "change/sg-rules-before.xml";
    private static final String AFTER = "change/sg-rules-after.xml";

    @TempDir
    private Path folder;

    private static String text(String document) {
        return new String(GniDocuments.bytes(document), StandardCharsets.UTF_8);
    }

    private static void build(DrivenLoop loop) throws Exception {
        loop.start();
        loop.untilWell();
    }

    /** What was asked of MidoNet for a change, from the document's appearance to the last reading. */
    @ParameterizedTest(name = "{0}: {2} requests and as many as {3} for each write")
    @CsvSource({
        "sg-rules-before, sg-rules-after, 10, 2",
        "instance-start-before, instance-start-after, 20, 2",
        "instance-stop-before, instance-stop-after, 20, 3",
        "eip-move-1-before, eip-move-3-after, 20, 2",
        "nacl-before, nacl-after, 20, 2",
        "routes-before, routes-after, 20, 2",
        "natgw-add-before, natgw-add-after, 20, 3",
        "sg-membership-before, sg-membership-after, 20, 2"
    })
    @DisplayName("the loop reads what it touches, and knows afterwards what a reading of all of MidoNet tells:")
    void readsLittle(String before, String after, int fixed, int each) throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, "change/" + before + ".xml")) {
            build(loop);
            long sent = loop.requests();
            long written = loop.writes();
            loop.publish(text("change/" + after + ".xml"));
            List<CycleEnd> cycles = loop.untilWell();
            sent = loop.requests() - sent;
            written = loop.writes() - written;
            assertThat(cycles).hasSize(1);
            assertThat(written).isPositive();

            assertThat(loop.view().plan().plan().isEmpty()).isTrue();
            Topology known = loop.view().plan().adoption().topology();
            long whole = loop.requests();
            loop.reconcile();
            assertThat(loop.next().report().result()).isEqualTo(Result.AGREED);
            whole = loop.requests() - whole;
            PlanResult read = loop.view().plan();
            assertThat(known.resources())
                    .containsExactlyElementsOf(read.adoption().topology().resources());
            System.out.printf("%s: %d requests, %d of them writes; all of MidoNet: %d%n", after, sent, written, whole);
            assertThat(sent).isLessThanOrEqualTo(fixed + each * written).isLessThan(whole);
        }
    }

    @Test
    @DisplayName("nothing is asked for a document that wants the same, whatever it looks like")
    void readsNothing() throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, BEFORE)) {
            build(loop);
            long sent = loop.requests();
            loop.publish(text(BEFORE).replace("c0000001", "c0000009"));
            await().until(() -> loop.acknowledged().equals("c0000009"));
            // Another content, but MidoNet is not to have anything else: a rule is told twice.
            loop.publish(text(BEFORE)
                    .replace("c0000001", "c0000010")
                    .replaceFirst("(?s)(<ingressRules>\\s*)(<rule>.*?</rule>)", "$1$2$2"));
            await().until(() -> loop.acknowledged().equals("c0000010"));
            assertThat(loop.requests()).isEqualTo(sent);
        }
    }

    @Test
    @DisplayName("what others changed where it writes is found and healed in that cycle, and told as drift")
    void healsWhatItTouches() throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, BEFORE)) {
            build(loop);
            Tampered tampered = new Tampered(loop.dump());
            tampered.acceptAll(GROUP_CHAIN);
            loop.load(tampered.topology());

            loop.publish(text(AFTER));
            CycleEnd cycle = loop.untilWell().get(0);
            assertThat(cycle.report().drift())
                    .singleElement()
                    .extracting(Drift::key)
                    .asString()
                    .startsWith("security-group/sg-0000b2a1/ingress-chain/accept");
            loop.reconcile();
            assertThat(loop.next().report().result()).isEqualTo(Result.AGREED);
        }
    }

    @Test
    @DisplayName("what others changed elsewhere is found when all is read, and not before")
    void leavesWhatItDoesNotTouch() throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, BEFORE)) {
            build(loop);
            Tampered tampered = new Tampered(loop.dump());
            tampered.remove("rules", tampered.rules(OTHER_CHAIN).get(0));
            loop.load(tampered.topology());

            loop.publish(text(AFTER));
            assertThat(loop.untilWell())
                    .singleElement()
                    .satisfies(cycle -> assertThat(cycle.report().drift()).isEmpty());
            loop.reconcile();
            CycleEnd whole = loop.untilWell().get(0);
            assertThat(whole.report().drift())
                    .singleElement()
                    .extracting(Drift::key)
                    .asString()
                    .startsWith("security-group/sg-0000b001/ingress-chain");
            loop.reconcile();
            assertThat(loop.next().report().result()).isEqualTo(Result.AGREED);
        }
    }

    @Test
    @DisplayName("what others write between its reading and its writing is found by what it reads after that")
    void findsForeignWritesInBetween() throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, BEFORE)) {
            build(loop);
            long written = loop.writes();
            loop.faults().add(Fault.nth(1, "DELETE", "/rules/.*", new FaultEffect.Delay(Duration.ofSeconds(2))));
            loop.publish(text(AFTER));
            await().until(() -> loop.writes() > written);
            ObjectNode between = loop.dump();
            Tampered tampered = new Tampered(between);
            tampered.acceptAll(GROUP_CHAIN);
            loop.load(tampered.topology());

            List<CycleEnd> cycles = loop.untilWell();
            CycleEnd second = cycles.size() > 1 ? cycles.get(1) : loop.next();
            assertThat(second.report().triggers()).contains(Trigger.CONFIRMATION);
            assertThat(second.report().drift())
                    .singleElement()
                    .extracting(Drift::remedy)
                    .isEqualTo("delete");
            loop.awaitIdle();
            loop.reconcile();
            assertThat(loop.next().report().result()).isEqualTo(Result.AGREED);
        }
    }

    @Test
    @DisplayName("what it wrote and could not read then is read when MidoNet can be read again, unasked")
    void readsWhatItWroteLater() throws Exception {
        try (DrivenLoop loop = new DrivenLoop(folder, BEFORE)) {
            build(loop);
            loop.afterEachCycle((number, end) -> {
                if (number == 1) {
                    loop.faults().add(Fault.always("GET", "/.*", FaultEffect.Status.unavailable()));
                } else {
                    loop.faults().clear();
                }
            });
            loop.publish(text(AFTER));
            assertThat(loop.next().report().result()).isEqualTo(Result.APPLIED);
            assertThat(loop.next().report().result()).isEqualTo(Result.MIDONET_UNAVAILABLE);
            assertThat(loop.next().report().result()).isEqualTo(Result.AGREED);
            loop.awaitIdle();
            assertThat(loop.status().observedWholeAt()).isPresent();
        }
    }
}
