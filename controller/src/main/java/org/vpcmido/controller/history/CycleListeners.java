// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.history;

import java.util.List;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.WriteRecord;

/** Several who hear of cycles, in order. */
public record CycleListeners(List<CycleListener> listeners) implements CycleListener {
    public CycleListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void wrote(WriteRecord write) {
        listeners.forEach(each -> each.wrote(write));
    }

    @Override
    public void ended(CycleEnd end) {
        listeners.forEach(each -> each.ended(end));
    }
}
