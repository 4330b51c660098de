// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.leader.LeaderStatus;
import org.vpcmido.controller.reconcile.LoopStatus.Quarantined;
import org.vpcmido.controller.reconcile.LoopStatus.Trouble;

/** How things stand between cloud and MidoNet, as far as the loop knows. For one context. */
final class Situation {
    private Optional<String> wanted = Optional.empty();
    private Optional<CycleReport> lastCycle = Optional.empty();
    private Optional<Instant> waitingSince = Optional.empty();
    private Optional<Instant> agreedAt = Optional.empty();
    private Optional<Trouble> cycleTrouble = Optional.empty();
    private boolean isFollowing;

    /**
     * The cloud has been read.
     *
     * @return whether it wants something else than before
     */
    boolean heard(CloudSnapshot snapshot, Instant now) {
        boolean isOther = !wanted.equals(Optional.of(snapshot.contentHash()));
        wanted = Optional.of(snapshot.contentHash());
        if (isOther && !isFollowing) {
            waitingSince = waitingSince.or(() -> Optional.of(now));
        }
        return isOther;
    }

    /** While another instance leads, no wish waits for this one; from then on the newest does. */
    void follows(boolean isFollowingNow, Instant now) {
        if (isFollowingNow) {
            waitingSince = Optional.empty();
        } else if (isFollowing) {
            waitingSince = wanted.map(newest -> now);
        }
        isFollowing = isFollowingNow;
    }

    void ended(CycleReport report, Optional<Trouble> trouble) {
        lastCycle = Optional.of(report);
        cycleTrouble = trouble;
    }

    /** A document is in effect; a newer one may wait already. */
    void tookEffect(CloudSnapshot cloud, Instant now) {
        agreedAt = Optional.of(now);
        waitingSince =
                wanted.filter(newest -> !newest.equals(cloud.contentHash())).flatMap(newest -> waitingSince);
    }

    /** Another instance works on it now; what kept this one from its work is not this one's trouble any more. */
    void standDown() {
        cycleTrouble = Optional.empty();
    }

    LoopStatus status(
            LeaderStatus leadership,
            AgentsStatus agents,
            Optional<String> standby,
            boolean isRunning,
            CloudFollower cloud,
            Acknowledger acknowledger,
            Cycle cycle) {
        List<Trouble> troubles = Stream.of(
                        cloud.trouble().map(message -> new Trouble("cloud", message)),
                        cycleTrouble,
                        acknowledger.trouble().map(message -> new Trouble("acknowledge", message)))
                .flatMap(Optional::stream)
                .toList();
        return new LoopStatus(
                leadership,
                agents,
                standby,
                isRunning,
                lastCycle,
                cloud.latest().flatMap(CloudSnapshot::version),
                cloud.writtenAt(),
                cloud.isSilent(),
                acknowledger.acknowledged(),
                waitingSince,
                agreedAt,
                cycle.view().at(),
                cycle.view().wholeAt(),
                troubles,
                cycle.guard().guarded(),
                cycle.quarantined().stream().map(Situation::quarantined).toList(),
                cloud.latest().stream()
                        .flatMap(newest -> newest.checked().holds().stream())
                        .map(Object::toString)
                        .toList());
    }

    private static Quarantined quarantined(Quarantine.Entry entry) {
        return new Quarantined(
                entry.change().key().path(),
                entry.change().action().jsonName(),
                entry.reason(),
                entry.failures(),
                entry.since(),
                entry.retryAt());
    }
}
