// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/** A plan as text for an operator: one line a change, by waves, and what does not change at the end. */
public final class PlanText {
    private PlanText() {}

    /**
     * Writes a plan.
     *
     * @param outcomes what became of each change; empty if the plan was not applied
     */
    public static String write(ChangePlan plan, Guard.Ruling ruling, Function<Change, Optional<String>> outcomes) {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        for (int wave = 1; wave <= plan.waves().size(); wave++) {
            List<Change> changes = plan.waves().get(wave - 1);
            text.add("wave " + wave + " of " + plan.waves().size() + ", " + count(changes.size(), "write"));
            changes.forEach(change -> text.add(line(change, outcomes.apply(change))));
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

    private static String implied(ChangePlan plan) {
        return plan.implied().isEmpty() ? "" : " (and " + plan.implied().size() + " along with them)";
    }

    private static String line(Change change, Optional<String> outcome) {
        String sign = change.match(create -> "+", update -> "~", delete -> "-");
        return "  " + sign + " " + change.subject().kind().jsonName() + " " + change.key() + "  # " + change.because()
                + outcome.map(became -> " [" + became + "]").orElse("");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
