// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.List;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.model.finding.Finding;

/** Hears of every cycle, on the context of the loop; must return at once. */
@FunctionalInterface
public interface CycleListener {
    /**
     * A cycle has ended.
     *
     * @param outcomes what became of each change
     * @param findings what is wrong with cloud and MidoNet at present
     */
    void ended(CycleReport report, List<Outcome> outcomes, List<Finding> findings);
}
