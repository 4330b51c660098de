// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.CycleReport;

/** The last cycles, in memory. Written on the loop's context, read from any. */
public final class CycleHistory implements CycleListener {
    private static final int CYCLES_MAX = 200;

    private final Deque<CycleReport> cycles = new ArrayDeque<>();
    private volatile List<CycleReport> published = List.of();

    @Override
    public void ended(CycleEnd end) {
        cycles.addFirst(end.report());
        if (cycles.size() > CYCLES_MAX) {
            cycles.removeLast();
        }
        published = List.copyOf(cycles);
    }

    public List<CycleReport> newestFirst() {
        return published;
    }
}
