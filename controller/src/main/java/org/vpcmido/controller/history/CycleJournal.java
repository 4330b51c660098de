// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.journal.AllocationsSeen;
import org.vpcmido.controller.journal.AllocationsSeen.Allocation;
import org.vpcmido.controller.journal.AppliedEntry;
import org.vpcmido.controller.journal.ChangeEntry;
import org.vpcmido.controller.journal.CycleEntry;
import org.vpcmido.controller.journal.FindingsSeen;
import org.vpcmido.controller.journal.Journal;
import org.vpcmido.controller.journal.JournalEntry;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan.Summary;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.CycleReport;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.Trigger;
import org.vpcmido.controller.reconcile.WriteRecord;
import org.vpcmido.model.vpc.CloudId;

/**
 * Writes cycles into the journal: each write when it has ended, all else at the end of the cycle. Hears of cycles one after
 * the other.
 */
public final class CycleJournal implements CycleListener {
    private final Journal journal;

    /** The numbers last seen: while the journal's database is away, cycles that change none share one list. */
    private List<Allocation> allocations = List.of();

    public CycleJournal(Journal journal) {
        this.journal = requireNonNull(journal, "journal");
    }

    @Override
    public void wrote(WriteRecord write) {
        Change change = write.outcome().change();
        ChangeEntry.Written written = new ChangeEntry.Written(
                write.wave(),
                change.action().jsonName(),
                change.subject().kind().jsonName(),
                write.resourceId().map(UUID::toString).orElse(""),
                change.key().path(),
                change.because());
        ChangeEntry.Ending ending = new ChangeEntry.Ending(
                write.outcome().status().jsonName(), write.outcome().reason());
        journal.record(
                ChangeEntry.of(write.cycle(), write.at(), cloudId(change.key().path()), written, ending));
    }

    @Override
    public void ended(CycleEnd end) {
        CycleReport report = end.report();
        Instant endedAt = report.startedAt().plus(report.took());
        List<JournalEntry> entries = new ArrayList<>();
        end.plan().ifPresent(plan -> entries.addAll(seen(report, endedAt, plan)));
        if (end.isInEffect()) {
            end.plan().ifPresent(plan -> entries.add(applied(report, endedAt, plan)));
        }
        entries.add(cycle(report));
        journal.record(entries);
    }

    private List<JournalEntry> seen(CycleReport report, Instant at, PlanResult plan) {
        Desired.Numbers numbers = plan.desired().numbers();
        List<Allocation> now = new ArrayList<>();
        add("router", numbers.routers(), now);
        add("identity", numbers.identities(), now);
        allocations = allocations.equals(now) ? allocations : List.copyOf(now);
        return List.of(
                new FindingsSeen(report.id(), at, plan.findings()), new AllocationsSeen(report.id(), at, allocations));
    }

    private static void add(String kind, SortedMap<CloudId, Integer> numbers, List<Allocation> to) {
        numbers.forEach((id, number) -> to.add(new Allocation(kind, id.value(), number)));
    }

    private static AppliedEntry applied(CycleReport report, Instant at, PlanResult plan) {
        return AppliedEntry.of(
                report.id(), at, plan.cloud().version().orElse(""), plan.cloud().contentHash());
    }

    private static CycleEntry cycle(CycleReport report) {
        Summary planned = report.planned();
        CycleReport.Written written = report.written();
        return CycleEntry.of(
                report.id(),
                report.startedAt(),
                report.took(),
                report.triggers().stream().map(Trigger::jsonName).collect(Collectors.joining("+")),
                report.version().orElse(""),
                new CycleEntry.Counts(
                        planned.create(),
                        planned.update(),
                        planned.delete(),
                        planned.unchanged(),
                        written.failed() + written.blocked() + written.withheld() + written.dropped()),
                new CycleEntry.Result(report.result().jsonName(), report.message()));
    }

    /** Keys begin with what they serve: {@code subnet/subnet-0a1b2c3d/in-chain}. */
    private static String cloudId(String key) {
        String[] names = key.split("/", 3);
        return names.length > 1 ? names[1] : key;
    }
}
