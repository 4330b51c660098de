// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.CycleReport;
import org.vpcmido.model.finding.Finding;

/** The last cycles, in memory. Written on the loop's context, read from any. */
public final class CycleHistory implements CycleListener {
    private static final int CYCLES_MAX = 200;

    private final Deque<CycleReport> cycles = new ArrayDeque<>();
    private volatile List<CycleReport> published = List.of();

    @Override
    public void ended(CycleReport report, List<Outcome> outcomes, List<Finding> findings) {
        cycles.addFirst(report);
        if (cycles.size() > CYCLES_MAX) {
            cycles.removeLast();
        }
        published = List.copyOf(cycles);
    }

    public List<CycleReport> newestFirst() {
        return published;
    }
}
