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
    private Optional<CloudSnapshot> latest = Optional.empty();
    private Optional<CycleReport> lastCycle = Optional.empty();
    private Optional<Instant> waitingSince = Optional.empty();
    private Optional<Instant> agreedAt = Optional.empty();
    private Optional<Trouble> cloudTrouble = Optional.empty();
    private Optional<Trouble> cycleTrouble = Optional.empty();

    /**
     * The cloud has been read.
     *
     * @return whether it wants something else than before
     */
    boolean heard(CloudSnapshot snapshot, Instant now) {
        boolean isOther = latest.filter(last -> last.contentHash().equals(snapshot.contentHash()))
                .isEmpty();
        latest = Optional.of(snapshot);
        cloudTrouble = Optional.empty();
        if (isOther) {
            waitingSince = waitingSince.or(() -> Optional.of(now));
        }
        return isOther;
    }

    void unreadable(String message) {
        cloudTrouble = Optional.of(new Trouble("cloud", message));
    }

    boolean isUnreadable() {
        return cloudTrouble.isPresent();
    }

    /** The newest usable document. */
    Optional<CloudSnapshot> latest() {
        return latest;
    }

    void ended(CycleReport report, Optional<Trouble> trouble) {
        lastCycle = Optional.of(report);
        cycleTrouble = trouble;
    }

    /** A document is in effect; a newer one may wait already. */
    void tookEffect(CloudSnapshot cloud, Instant now) {
        agreedAt = Optional.of(now);
        waitingSince = latest.filter(newest -> !newest.contentHash().equals(cloud.contentHash()))
                .flatMap(newest -> waitingSince);
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
            Acknowledger acknowledger,
            Cycle cycle) {
        List<Trouble> troubles = Stream.of(
                        cloudTrouble,
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
                latest.flatMap(CloudSnapshot::version),
                acknowledger.acknowledged(),
                waitingSince,
                agreedAt,
                cycle.view().at(),
                cycle.view().wholeAt(),
                troubles,
                cycle.guard().guarded(),
                cycle.quarantined().stream().map(Situation::quarantined).toList(),
                latest.stream()
                        .flatMap(cloud -> cloud.checked().holds().stream())
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
