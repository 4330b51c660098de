// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Ending;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.RetryPolicy;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.ReferenceCloud;

/** Writes are sent one after another, and each once, so that it is known which of them fail. */
@DisplayName("A plan whose writes are not answered")
class UnansweredWritesTest {
    private static final FaultEffect CUT = new FaultEffect.Drop(false);
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    private final Checked cloud = ConsistencyCheck.check(ReferenceCloud.given().state());
    private SimulatedMidonet midonet;

    @BeforeEach
    void start() {
        midonet = SimulatedMidonet.askedAs(config -> config.withLimits(
                                MidonetConfig.defaults().limits().withInFlight(8, 1))
                        .withRetries(new MidonetConfig.Retries(ONCE, ONCE)))
                .withMachinesOf(ReferenceCloud.given().state());
    }

    @AfterEach
    void stop() {
        midonet.close();
    }

    @Test
    @DisplayName("ends after eight in a row; what is left is dropped, and written by the next cycle")
    void endsAfterEight() {
        midonet.faults().add(Fault.from(21, "POST", "/.*", CUT));
        ApplyReport report = midonet.apply(cloud).written().orElseThrow();

        assertThat(report.ending()).isEqualTo(Ending.UNANSWERED);
        assertThat(report.outcomes(Outcome.Status.APPLIED)).hasSize(20);
        assertThat(report.outcomes(Outcome.Status.FAILED))
                .hasSize(8)
                .allMatch(each -> each.fault() == Outcome.Fault.UNAVAILABLE);
        assertThat(report.outcomes(Outcome.Status.DROPPED))
                .isNotEmpty()
                .allMatch(each -> each.reason().equals("MidoNet ceased to answer"));

        midonet.faults().clear();
        ApplyResult next = midonet.apply(cloud);
        assertThat(next.written().orElseThrow().isComplete()).isTrue();
        assertThat(next.hasConverged()).isTrue();
    }

    @Test
    @DisplayName("goes on as long as one in eight is answered; what stands on the others waits for the next cycle")
    void goesOn() {
        for (int number = 1; number < 400; number++) {
            if (number % 8 != 0) {
                midonet.faults().add(Fault.nth(number, "POST", "/.*", CUT));
            }
        }
        ApplyReport report = midonet.apply(cloud).written().orElseThrow();

        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(report.outcomes(Outcome.Status.FAILED)).hasSizeGreaterThan(8);
        assertThat(report.outcomes(Outcome.Status.DROPPED)).isEmpty();

        midonet.faults().clear();
        assertThat(midonet.apply(cloud).hasConverged()).isTrue();
    }
}
