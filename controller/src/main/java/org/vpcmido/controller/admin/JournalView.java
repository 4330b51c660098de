// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.journal.AllocationSpan;
import org.vpcmido.controller.journal.ChangeEntry;
import org.vpcmido.controller.journal.CycleEntry;
import org.vpcmido.controller.journal.FindingSpan;
import org.vpcmido.controller.journal.Journal;
import org.vpcmido.controller.journal.JournalQuery;

/** Pages of the journal as JSON, the latest entries first. Numbers of entries are texts: they exceed what JSON numbers hold. */
final class JournalView {
    static final Set<String> PARAMETERS = Set.of("kind", "cycle", "subject", "from", "to", "before", "limit");
    static final List<String> KINDS = List.of("change", "cycle", "finding", "allocation");
    static final int LIMIT_MAX = 1000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Journal journal;

    JournalView(Journal journal) {
        this.journal = requireNonNull(journal, "journal");
    }

    /**
     * One page.
     *
     * @throws IllegalArgumentException if a parameter is unknown or none of its values; the message is for the user
     */
    Future<ObjectNode> page(MultiMap parameters) {
        parameters.names().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + ": is no parameter; there are "
                            + PARAMETERS.stream().sorted().toList());
                });
        String kind = text(parameters, "kind", KINDS.get(0));
        JournalQuery query = query(parameters);
        return switch (kind) {
            case "change" ->
                journal.changes(query).map(found -> page(kind, query, found, ChangeEntry::id, JournalView::change));
            case "cycle" ->
                journal.cycles(query).map(found -> page(kind, query, found, CycleEntry::id, JournalView::cycle));
            case "finding" ->
                journal.findings(query).map(found -> page(kind, query, found, FindingSpan::id, JournalView::finding));
            case "allocation" ->
                journal.allocations(query)
                        .map(found -> page(kind, query, found, AllocationSpan::id, JournalView::allocation));
            default -> throw new IllegalArgumentException("kind: '" + kind + "' is none of " + KINDS);
        };
    }

    private static JournalQuery query(MultiMap parameters) {
        JournalQuery all = JournalQuery.latest();
        return all.ofCycle(text(parameters, "cycle", ""))
                .about(text(parameters, "subject", ""))
                .between(instant(parameters, "from", all.from()), instant(parameters, "to", all.to()))
                .before(number(parameters, "before", Long.MAX_VALUE, Long.MAX_VALUE))
                .atMost((int) number(parameters, "limit", JournalQuery.LIMIT_DEFAULT, LIMIT_MAX));
    }

    private static <T> ObjectNode page(
            String kind, JournalQuery query, List<T> found, ToLongFunction<T> number, Function<T, ObjectNode> view) {
        ObjectNode json = NODES.objectNode().put("kind", kind);
        ArrayNode entries = json.putArray("entries");
        found.forEach(each -> entries.add(view.apply(each)));
        boolean isFull = found.size() == query.limit();
        return json.put("next_before", isFull ? Long.toString(number.applyAsLong(found.get(found.size() - 1))) : null);
    }

    private static ObjectNode change(ChangeEntry entry) {
        return NODES.objectNode()
                .put("entry", Long.toString(entry.id()))
                .put("cycle", entry.cycle())
                .put("at", entry.at().toString())
                .put("subject", entry.cloudId())
                .put("wave", entry.wave())
                .put("action", entry.action())
                .put("kind", entry.kind())
                .put("id", entry.resourceId().isEmpty() ? null : entry.resourceId())
                .put("key", entry.resourceKey())
                .put("because", entry.because())
                .put("outcome", entry.outcome())
                .put("reason", entry.reason());
    }

    private static ObjectNode cycle(CycleEntry entry) {
        ObjectNode json = NODES.objectNode()
                .put("entry", Long.toString(entry.id()))
                .put("cycle", entry.cycle())
                .put("at", entry.at().toString())
                .put("took_millis", entry.tookMicros() / 1000)
                .put("cause", entry.cause())
                .put("version", entry.cloudVersion().isEmpty() ? null : entry.cloudVersion());
        json.putObject("planned")
                .put("create", entry.created())
                .put("update", entry.updated())
                .put("delete", entry.deleted())
                .put("unchanged", entry.unchanged());
        return json.put("not_written", entry.failed())
                .put("outcome", entry.outcome())
                .put("detail", entry.detail());
    }

    private static ObjectNode finding(FindingSpan span) {
        return NODES.objectNode()
                .put("entry", Long.toString(span.id()))
                .put("severity", span.severity())
                .put("subject", span.subject())
                .put("code", span.code())
                .put("message", span.message())
                .put("effect", span.effect())
                .put("appeared_in", span.appearedIn())
                .put("appeared_at", span.appearedAt().toString())
                .put("cleared_in", span.clearedIn())
                .put("cleared_at", text(span.clearedAt()));
    }

    private static ObjectNode allocation(AllocationSpan span) {
        return NODES.objectNode()
                .put("entry", Long.toString(span.id()))
                .put("kind", span.kind())
                .put("subject", span.cloudId())
                .put("number", span.number())
                .put("given_in", span.givenIn())
                .put("given_at", span.givenAt().toString())
                .put("released_in", span.releasedIn())
                .put("released_at", text(span.releasedAt()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return Optional.ofNullable(instant).map(Instant::toString).orElse(null);
    }

    private static String text(MultiMap parameters, String name, String standard) {
        return Optional.ofNullable(parameters.get(name)).orElse(standard);
    }

    private static Instant instant(MultiMap parameters, String name, Instant standard) {
        String given = parameters.get(name);
        try {
            return given == null ? standard : Instant.parse(given);
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException(
                    name + ": '" + given + "' is not a time such as 2026-01-31T12:00:00Z", none);
        }
    }

    private static long number(MultiMap parameters, String name, long standard, long max) {
        String given = parameters.get(name);
        try {
            long number = given == null ? standard : Long.parseLong(given);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(name + ": '" + given + "' is not a whole number", none);
        }
        throw new IllegalArgumentException(name + ": " + given + " is outside 1 to " + max);
    }
}
