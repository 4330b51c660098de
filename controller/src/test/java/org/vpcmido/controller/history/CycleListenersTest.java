// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.CycleReport;
import org.vpcmido.controller.reconcile.Trigger;

@DisplayName("Of several who hear of cycles")
class CycleListenersTest {
    private static final CycleEnd END = new CycleEnd(
            new CycleReport(
                    "cycle",
                    Set.of(Trigger.DOCUMENT),
                    Instant.EPOCH,
                    Duration.ZERO,
                    Optional.empty(),
                    CycleReport.Result.AGREED,
                    "",
                    new ChangePlan.Summary(0, 0, 0, 0),
                    new CycleReport.Written(0, 0, 0, 0, 0),
                    List.of()),
            Optional.empty(),
            List.of(),
            true);

    @Test
    @DisplayName("one that fails keeps neither the others nor the loop from going on")
    void oneFails() {
        List<CycleEnd> heard = new ArrayList<>();
        CycleListener failing = end -> {
            throw new IllegalStateException("full");
        };
        new CycleListeners(List.of(heard::add, failing, heard::add)).ended(END);
        assertThat(heard).containsExactly(END, END);
    }
}
