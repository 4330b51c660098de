// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.history;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.WriteRecord;

/** Several who hear of cycles, in order. One that fails keeps neither the others nor the loop from going on. */
public record CycleListeners(List<CycleListener> listeners) implements CycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(CycleListeners.class);

    public CycleListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void wrote(WriteRecord write) {
        tell(each -> each.wrote(write));
    }

    @Override
    public void ended(CycleEnd end) {
        tell(each -> each.ended(end));
    }

    private void tell(Consumer<CycleListener> news) {
        for (CycleListener each : listeners) {
            try {
                news.accept(each);
            } catch (RuntimeException failure) { // Who only listens must not stop who writes.
                LOG.error("a listener of cycles failed", failure);
            }
        }
    }
}
