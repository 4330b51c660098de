// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vpcmido.controller.journal.AllocationsSeen.Allocation;
import org.vpcmido.controller.journal.FindingSpan.Sameness;

/** The tables of an open database. */
@Singleton
record JournalTables(
        TransactionOperations<Connection> transactions,
        CycleRepository cycles,
        ChangeRepository changes,
        AppliedRepository applied,
        FindingRepository findings,
        AllocationRepository allocations) {
    private static final int PRUNED_AT_ONCE_MAX = 1_000;

    /** Writes entries in one transaction: all or none. */
    void write(List<JournalEntry> entries, EntryIds spanIds) {
        transactions.executeWrite(transaction -> {
            cycles.saveAll(only(entries, CycleEntry.class));
            changes.saveAll(only(entries, ChangeEntry.class));
            applied.saveAll(only(entries, AppliedEntry.class));
            only(entries, FindingsSeen.class).forEach(seen -> write(seen, spanIds));
            only(entries, AllocationsSeen.class).forEach(seen -> write(seen, spanIds));
            return entries.size();
        });
    }

    private static <T> List<T> only(List<JournalEntry> entries, Class<T> type) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void write(FindingsSeen seen, EntryIds spanIds) {
        Map<Sameness, FindingSpan> open = findings.findByClearedAtIsNull().stream()
                .collect(Collectors.toMap(
                        FindingSpan::sameness, Function.identity(), (one, twin) -> one, LinkedHashMap::new));
        Set<Sameness> now = seen.findings().stream()
                .map(FindingSpan::sameness)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        findings.updateAll(open.values().stream()
                .filter(span -> !now.contains(span.sameness()))
                .map(span -> span.cleared(seen))
                .toList());
        findings.saveAll(now.stream()
                .filter(each -> !open.containsKey(each))
                .map(each -> FindingSpan.of(spanIds.next(), seen, each))
                .toList());
    }

    private void write(AllocationsSeen seen, EntryIds spanIds) {
        Map<Allocation, AllocationSpan> open = allocations.findByReleasedAtIsNull().stream()
                .collect(Collectors.toMap(
                        AllocationSpan::allocation, Function.identity(), (one, twin) -> one, LinkedHashMap::new));
        Set<Allocation> now = new LinkedHashSet<>(seen.allocations());
        allocations.updateAll(open.values().stream()
                .filter(span -> !now.contains(span.allocation()))
                .map(span -> span.released(seen))
                .toList());
        allocations.saveAll(now.stream()
                .filter(each -> !open.containsKey(each))
                .map(each -> AllocationSpan.of(spanIds.next(), seen, each))
                .toList());
    }

    /** Whether there may be more to remove. */
    boolean prune(Retention retention, Instant now) {
        return transactions.executeWrite(
                transaction -> new Pruning(transaction.getConnection(), retention, PRUNED_AT_ONCE_MAX).prune(now));
    }

    List<CycleEntry> cycles(JournalQuery query) {
        return cycles.find(query.cycle(), query.from(), query.to(), query.before(), query.limit());
    }

    List<ChangeEntry> changes(JournalQuery query) {
        return changes.find(query.cycle(), query.pattern(), query.from(), query.to(), query.before(), query.limit());
    }

    List<FindingSpan> findings(JournalQuery query) {
        return findings.find(query.cycle(), query.pattern(), query.from(), query.to(), query.before(), query.limit());
    }

    List<AllocationSpan> allocations(JournalQuery query) {
        return allocations.find(
                query.cycle(), query.pattern(), query.from(), query.to(), query.before(), query.limit());
    }

    Optional<AppliedEntry> lastApplied() {
        return applied.findFirstOrderByIdDesc();
    }
}
