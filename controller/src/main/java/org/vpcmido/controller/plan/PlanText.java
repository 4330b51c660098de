// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A plan as text for an operator: one line a change, by waves; or, of a long plan, one line a cause. What does not
 * change comes at the end.
 */
public final class PlanText {
    /** The longest plan that is shown change by change. */
    public static final int CHANGES_SHOWN_MAX = 100;

    /** How many causes of a longer one are shown. */
    private static final int CAUSES_SHOWN_MAX = 200;

    private PlanText() {}

    /** How much to tell. */
    public enum Detail {
        /** A short plan change by change, a long one by its causes. */
        BRIEF,
        /** Every change. */
        FULL
    }

    /**
     * Writes a plan.
     *
     * @param outcomes what became of each change; empty where nothing needs to be said
     */
    public static String write(
            ChangePlan plan, Guard.Ruling ruling, Detail detail, Function<Change, Optional<String>> outcomes) {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        if (detail == Detail.BRIEF && plan.changes().count() > CHANGES_SHOWN_MAX) {
            causes(plan, text);
        } else {
            waves(plan, outcomes, text);
        }
        plan.impossible()
                .forEach(each -> text.add("  ! " + each.change().key() + " cannot be written: " + each.because()));
        plan.kept().forEach(each -> text.add("  = " + each.resource().key() + " stays: " + each.because()));
        ChangePlan.Summary summary = plan.summary();
        text.add(
                plan.isEmpty()
                        ? "nothing to do; " + count(summary.unchanged(), "resource") + " as asked for"
                        : "create " + summary.create() + ", update " + summary.update() + ", delete " + summary.delete()
                                + implied(plan) + ", unchanged " + summary.unchanged());
        if (ruling.holds()) {
            text.add("held by the guard: " + ruling.reason());
        }
        return text.toString();
    }

    private static void waves(ChangePlan plan, Function<Change, Optional<String>> outcomes, StringJoiner text) {
        for (int wave = 1; wave <= plan.waves().size(); wave++) {
            List<Change> changes = plan.waves().get(wave - 1);
            text.add("wave " + wave + " of " + plan.waves().size() + ", " + count(changes.size(), "write"));
            changes.forEach(change -> text.add(line(change, outcomes.apply(change))));
        }
    }

    private static void causes(ChangePlan plan, StringJoiner text) {
        Map<String, List<Change>> causes =
                plan.changes().collect(Collectors.groupingBy(Change::because, LinkedHashMap::new, Collectors.toList()));
        text.add(count((int) plan.changes().count(), "write") + " in "
                + count(plan.waves().size(), "wave") + ", by cause (--verbose shows each)");
        causes.entrySet().stream()
                .limit(CAUSES_SHOWN_MAX)
                .forEach(cause -> text.add("  " + cause.getKey() + ": " + kinds(cause.getValue())));
        if (causes.size() > CAUSES_SHOWN_MAX) {
            text.add("  and " + count(causes.size() - CAUSES_SHOWN_MAX, "cause") + " more");
        }
    }

    /** Such as {@code + 2 chain, 5 rule; - 1 route}. */
    private static String kinds(List<Change> changes) {
        Map<Change.Action, Map<String, Long>> counts = new EnumMap<>(Change.Action.class);
        for (Change change : changes) {
            counts.computeIfAbsent(change.action(), none -> new TreeMap<>())
                    .merge(change.subject().kind().jsonName(), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(action -> sign(action.getKey()) + " "
                        + action.getValue().entrySet().stream()
                                .map(kind -> kind.getValue() + " " + kind.getKey())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String implied(ChangePlan plan) {
        return plan.implied().isEmpty() ? "" : " (and " + plan.implied().size() + " along with them)";
    }

    private static String line(Change change, Optional<String> outcome) {
        return "  " + sign(change.action()) + " " + change.subject().kind().jsonName() + " " + change.key() + "  # "
                + change.because() + outcome.map(became -> " [" + became + "]").orElse("");
    }

    private static String sign(Change.Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case DELETE -> "-";
        };
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
