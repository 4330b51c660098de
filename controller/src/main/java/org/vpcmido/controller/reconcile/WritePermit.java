// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import org.vpcmido.controller.apply.Leadership;

/**
 * The keys to a write: leadership, eucanetd's port, and that nobody has told this instance to end. Each cycle has a term
 * of its own, which never comes back once it has ended: a plan was made from what MidoNet held before somebody else may
 * have written. {@link #isHeld} may be asked from any thread; all else on one context.
 */
final class WritePermit implements Leadership {
    private final Leadership leadership;
    private final EucanetdPort eucanetd;
    private volatile boolean isStopping;
    private volatile Term term = new Term();

    /** Permission for one cycle. */
    final class Term implements Leadership {
        private volatile boolean hasEnded;

        @Override
        public boolean isHeld() {
            if (!WritePermit.this.isHeld()) {
                hasEnded = true;
            }
            return !hasEnded;
        }

        /** Whether it ended, or will, since this instance was told to end. */
        boolean isStopping() {
            return isStopping;
        }
    }

    WritePermit(Leadership leadership, EucanetdPort eucanetd) {
        this.leadership = requireNonNull(leadership, "leadership");
        this.eucanetd = requireNonNull(eucanetd, "eucanetd");
    }

    @Override
    public boolean isHeld() {
        return !isStopping && leadership.isHeld();
    }

    /** Takes the port for a cycle; fails with {@link EucanetdPort.RivalException} if somebody else has it. */
    Future<Term> begin() {
        Term begun = new Term();
        term = begun;
        return eucanetd.take().map(begun);
    }

    /** No write begins any more in the cycle under way. */
    void end() {
        term.hasEnded = true;
    }

    /** No write begins any more, for good. */
    void stop() {
        isStopping = true;
    }

    boolean isStopping() {
        return isStopping;
    }

    /** Gives eucanetd's port back; only when no write is under way. */
    Future<Void> release() {
        return eucanetd.release();
    }
}
