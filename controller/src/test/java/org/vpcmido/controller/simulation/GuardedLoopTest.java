// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;

@DisplayName("An approved plan that breaks off half way")
class GuardedLoopTest {
    @TempDir
    private Path folder;

    private DrivenLoop loop;
    private String approved;

    private static String text(String document) {
        return new String(GniDocuments.bytes(document), StandardCharsets.UTF_8);
    }

    /** MidoNet goes away after some deletions of an approved plan. */
    @BeforeEach
    void breakOff() throws Exception {
        loop = new DrivenLoop(folder, "change/vpc-idle-before.xml");
        loop.start();
        loop.untilWell();
        loop.publish(text("change/vpc-idle-after.xml"));
        assertThat(loop.next().report().result()).isEqualTo(Result.HELD);
        loop.awaitIdle();
        approved = loop.status().guard().orElseThrow().plan();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    /** Something else of ours turns up that nobody wants. */
    private void alsoRemove() {
        Tampered tampered = new Tampered(loop.dump());
        tampered.twin("routers", "eucart").put("name", "vr_vpc-0000dead_77");
        loop.load(tampered.topology());
    }

    /** What happens between the failure and the next attempt. */
    private void approve(Runnable meanwhile) throws Exception {
        loop.faults().add(Fault.from(10, "DELETE", ".*", FaultEffect.Status.unavailable()));
        loop.afterEachCycle((number, end) -> {
            loop.faults().clear();
            if (number == 1) {
                meanwhile.run();
            }
        });
        loop.approve(approved);
        CycleEnd broken = loop.next();
        assertThat(broken.report().result()).isEqualTo(Result.MIDONET_UNAVAILABLE);
        assertThat(broken.report().written().applied()).isBetween(1, 20);
    }

    @Test
    @DisplayName("goes on with what is left of exactly the approved removals, without another approval")
    void goesOn() throws Exception {
        approve(() -> {});
        List<CycleEnd> rest = loop.untilWell();
        assertThat(rest)
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.report().result()).isEqualTo(Result.APPLIED));
        assertThat(loop.status().guard()).isEmpty();
        loop.reconcile();
        assertThat(loop.next().report().result()).isEqualTo(Result.AGREED);
    }

    @Test
    @DisplayName("is held again when something else is to be removed, too")
    void isVoid() throws Exception {
        approve(this::alsoRemove);
        assertThat(loop.next().report().result()).isEqualTo(Result.HELD);
        loop.awaitIdle();
        assertThat(loop.status().guard())
                .hasValueSatisfying(guard -> assertThat(guard.isApproved()).isFalse())
                .hasValueSatisfying(guard -> assertThat(guard.plan()).isNotEqualTo(approved));
    }

    @Test
    @DisplayName("leaves what failed of it alone while it is held again, and asks for nothing until somebody decides")
    void waitsForADecision() throws Exception {
        loop.faults().add(Fault.from(10, "DELETE", ".*", new FaultEffect.Status(400, false, "no")));
        loop.afterEachCycle((number, end) -> {
            loop.faults().clear();
            if (number == 1) {
                alsoRemove();
            }
        });
        loop.approve(approved);
        assertThat(loop.next().report().written().failed()).isPositive();
        assertThat(loop.next().report().result()).isEqualTo(Result.HELD);
        loop.awaitIdle();
        assertThat(loop.status().quarantine()).isNotEmpty();
        await().during(Duration.ofMillis(500)).until(() -> loop.drain().isEmpty());
    }
}
