// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.leader.LeaderStatus;
import org.vpcmido.controller.leader.Standing;

/**
 * What the service is doing, at one moment.
 *
 * @param leadership whether this instance is the one that writes, and else which one is
 * @param agents agents and ports, as MidoNet's ZooKeeper shows them
 * @param standby why this instance leaves the work to others, whoever they are
 * @param isRunning whether a cycle is under way
 * @param lastCycle the last cycle that ended
 * @param cloudVersion the newest usable document's version
 * @param cloudWrittenAt when the cloud's document was last written, by this machine's clock; empty if nobody tells
 * @param isCloudSilent whether the cloud controller has ceased to write it. No trouble: there is nothing else to be done,
 *     and what it says stays in effect.
 * @param acknowledgedVersion the version that the cloud was told is in effect
 * @param waitingSince since when there is a wish that is not in effect, and is this instance's to fulfil
 * @param agreedAt when MidoNet last was as asked for, but for what is set aside
 * @param observedAt when MidoNet, or a part of it, was read last; empty if all of it is to be read next
 * @param observedWholeAt when all of MidoNet was read last; likewise
 * @param troubles what keeps it from working, each in a sentence
 * @param guard the plan that the guard holds back
 * @param quarantine objects that are set aside or about to be tried again
 * @param held parts of the cloud whose wish cannot be read
 */
public record LoopStatus(
        LeaderStatus leadership,
        AgentsStatus agents,
        Optional<String> standby,
        boolean isRunning,
        Optional<CycleReport> lastCycle,
        Optional<String> cloudVersion,
        Optional<Instant> cloudWrittenAt,
        boolean isCloudSilent,
        Optional<String> acknowledgedVersion,
        Optional<Instant> waitingSince,
        Optional<Instant> agreedAt,
        Optional<Instant> observedAt,
        Optional<Instant> observedWholeAt,
        List<Trouble> troubles,
        Optional<GuardedPlan> guard,
        List<Quarantined> quarantine,
        List<String> held) {
    public LoopStatus {
        requireNonNull(leadership, "leadership");
        requireNonNull(agents, "agents");
        requireNonNull(standby, "standby");
        requireNonNull(lastCycle, "lastCycle");
        requireNonNull(cloudVersion, "cloudVersion");
        requireNonNull(cloudWrittenAt, "cloudWrittenAt");
        requireNonNull(acknowledgedVersion, "acknowledgedVersion");
        requireNonNull(waitingSince, "waitingSince");
        requireNonNull(agreedAt, "agreedAt");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(observedWholeAt, "observedWholeAt");
        troubles = List.copyOf(troubles);
        requireNonNull(guard, "guard");
        quarantine = List.copyOf(quarantine);
        held = List.copyOf(held);
    }

    static LoopStatus starting(LeaderStatus leadership, AgentsStatus agents) {
        return new LoopStatus(
                leadership,
                agents,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** Whether this instance is the one that writes. */
    public boolean isLeader() {
        return leadership.standing() == Standing.LEADING;
    }

    /**
     * Something that keeps the service from working.
     *
     * @param code {@code cloud}, {@code midonet}, {@code rival}, {@code acknowledge} or {@code defect}
     * @param message what is wrong
     */
    public record Trouble(String code, String message) {}

    /**
     * A plan that is held back.
     *
     * @param plan its name, to approve it by
     * @param reason why it is held
     * @param removals how many changes wait
     * @param isApproved whether it will be applied in the next cycle
     */
    public record GuardedPlan(String plan, String reason, int removals, boolean isApproved) {}

    /**
     * An object that failed.
     *
     * @param key the object
     * @param action create, update or delete
     * @param reason what MidoNet said last
     * @param failures how often in a row
     * @param since when it failed first
     * @param retryAt when it is tried again
     */
    public record Quarantined(String key, String action, String reason, int failures, Instant since, Instant retryAt) {}

    /** Whether it does its work: a document was read, and MidoNet could be read and written, or another one writes. */
    public boolean isReady() {
        boolean hasWorked = lastCycle.isPresent();
        boolean standsBy = !isLeader() && cloudVersion.isPresent();
        return (hasWorked || standsBy)
                && troubles.stream().allMatch(trouble -> trouble.code().equals("acknowledge"));
    }
}
