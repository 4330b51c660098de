// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One stretch of time for which this instance was elected. Times are those of a monotonic clock, in nanoseconds, and
 * compared by difference, as {@link System#nanoTime} asks for. A term that was given up is dropped as an object, so that
 * a proof which arrives late prolongs nothing.
 */
final class Term {
    /** Not elected. */
    static final Term NONE = new Term("", 0);

    private final String node;
    private final long writesFromNanos;
    private final AtomicBoolean proving = new AtomicBoolean();
    private volatile boolean proven;
    private volatile long untilNanos;

    /**
     * A term without proof.
     *
     * @param node the path of our node in ZooKeeper
     * @param writesFromNanos when the last request of the predecessor has ended
     */
    Term(String node, long writesFromNanos) {
        this.node = node;
        this.writesFromNanos = writesFromNanos;
    }

    String node() {
        return node;
    }

    boolean isElected() {
        return !node.isEmpty();
    }

    /** Whether writes are permitted now. */
    boolean isHeld(long nowNanos) {
        return proven && nowNanos - writesFromNanos >= 0 && nowNanos - untilNanos < 0;
    }

    /** Whether a proof may be asked for: one at a time. */
    boolean beginsProof() {
        return proving.compareAndSet(false, true);
    }

    void endsProof() {
        proving.set(false);
    }

    /** ZooKeeper has confirmed something that was asked for at {@code askedNanos}; good until {@code untilNanos}. */
    void proven(long newUntilNanos) {
        untilNanos = newUntilNanos;
        proven = true;
    }
}
