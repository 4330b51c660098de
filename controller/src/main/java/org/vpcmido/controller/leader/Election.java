// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vpcmido.controller.apply.Leadership;

/** How one of several instances becomes the one that writes. */
public interface Election extends Leadership {
    /** For people and metrics; a write asks {@link #isHeld}. */
    LeaderStatus status();

    /** Registers who is told of changes. */
    void addListener(LeadershipListener listener);

    /** Stands for election, or withdraws, giving leadership up at once. */
    default void stand(boolean isAble) {
        // Most stand for as long as they live.
    }

    /**
     * Gives leadership up at once, and leaves the election; done when the place in line is free for others. A second call
     * has the same result and no effect.
     */
    CompletionStage<Void> close();

    /** An instance that has no rival that it knows of leads for as long as it lives. */
    static Election unopposed(String self) {
        LeaderStatus leading = new LeaderStatus(Standing.LEADING, self, Optional.of(self));
        return new Election() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public LeaderStatus status() {
                return leading;
            }

            @Override
            public void addListener(LeadershipListener listener) {
                // Nothing ever changes.
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
