// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.leader.Election;
import org.vpcmido.controller.leader.LeaderStatus;
import org.vpcmido.controller.leader.LeadershipListener;
import org.vpcmido.controller.leader.Standing;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleReport.Result;
import org.vpcmido.controller.reconcile.Trigger;

@DisplayName("Leadership that is lost and won again sooner than anybody looks")
class LeadershipChangesTest {
    /** In the middle of the first plan: it is asked before each write, and hardly ever before the first. */
    private static final int IN_THE_MIDDLE = 60;

    @TempDir
    private Path folder;

    private DrivenLoop loop;

    /** Leads, but for one moment in the middle of the first plan. */
    private static final class BriefLoss implements Election {
        private final List<LeadershipListener> listeners = new CopyOnWriteArrayList<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final boolean isTold;

        /** @param isTold whether it is only told of, and over before anybody asks; else it is only found by asking */
        BriefLoss(boolean isTold) {
            this.isTold = isTold;
        }

        private void tell(Standing standing) {
            listeners.forEach(each -> each.changed(status(standing)));
        }

        private static LeaderStatus status(Standing standing) {
            return new LeaderStatus(standing, "only", Optional.empty());
        }

        @Override
        public boolean isHeld() {
            if (asked.incrementAndGet() != IN_THE_MIDDLE) {
                return true;
            } else if (isTold) {
                tell(Standing.FOLLOWING);
                tell(Standing.LEADING);
            }
            return isTold;
        }

        @Override
        public LeaderStatus status() {
            return status(Standing.LEADING);
        }

        @Override
        public void addListener(LeadershipListener listener) {
            listeners.add(listener);
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @BeforeEach
    void open() throws Exception {
        loop = new DrivenLoop(folder, "change/vpc-idle-before.xml");
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    @DisplayName("drops the plan under way, and what was dropped is planned anew at once")
    void takesUpWhatWasDropped() throws Exception {
        loop.start(new BriefLoss(false));

        assertThat(loop.next().report().result()).isEqualTo(Result.LEADERSHIP_LOST);
        assertIsTakenUp();
    }

    @Test
    @DisplayName(
            "was another's meanwhile: the plan is dropped, though nobody was refused a write, and all is read anew")
    void wasAnothersMeanwhile() throws Exception {
        loop.start(new BriefLoss(true));

        assertThat(loop.next().report().result()).isEqualTo(Result.LEADERSHIP_LOST);
        assertIsTakenUp();
    }

    @Test
    @DisplayName("when there is nothing to do, too: all is read anew, and the port is held on")
    void readsAnew() throws Exception {
        BriefLoss election = new BriefLoss(true);
        loop.start(election);
        loop.next();
        assertIsTakenUp();
        loop.awaitIdle();
        election.tell(Standing.FOLLOWING);
        election.tell(Standing.LEADING);
        CycleEnd next = loop.next();
        assertThat(next.report().triggers()).containsExactly(Trigger.LEADERSHIP);
        assertThat(next.report().result()).isEqualTo(Result.AGREED);
    }

    private void assertIsTakenUp() throws Exception {
        assertThat(loop.acknowledged()).isEmpty();
        CycleEnd next = loop.next();
        assertThat(next.report().triggers()).contains(Trigger.LEADERSHIP);
        assertThat(next.report().result()).isEqualTo(Result.APPLIED);
    }
}
