// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.vpcmido.controller.verify.Impact.Effect;
import org.vpcmido.controller.verify.Impact.Line;

/** The impact of a plan for people and for programs. */
public final class ImpactText {
    private static final int NAMES_MAX = 4;
    private static final int LINES_MAX = 50;

    private ImpactText() {}

    /** What is closed, opened and rewritten, a few lines for those that fare alike. */
    public static String write(Impact impact) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "impact: %,d conversations tried (seed %d), %,d fare as before",
                impact.tried(),
                impact.seed(),
                impact.unchanged()));
        for (Effect effect : Effect.values()) {
            List<Line> own = of(impact, effect);
            if (!own.isEmpty()) {
                lines.add(effect.jsonName());
                own.stream().limit(LINES_MAX).forEach(line -> write(line, lines));
            }
            if (own.size() > LINES_MAX) {
                lines.add("  and " + (own.size() - LINES_MAX) + " more; JSON has all");
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void write(Line line, List<String> lines) {
        lines.add("  " + names(line.from()) + " -> " + names(line.to()) + "  " + line.traffic());
        lines.add("      was: " + line.was());
        lines.add("      now: " + line.becomes());
    }

    private static String names(SortedSet<String> names) {
        String some = names.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
        return names.size() > NAMES_MAX ? some + " and " + (names.size() - NAMES_MAX) + " more" : some;
    }

    private static List<Line> of(Impact impact, Effect effect) {
        return impact.lines().stream().filter(line -> line.effect() == effect).toList();
    }

    /** As the member {@code impact} of a plan in JSON: maps, lists, texts and numbers. */
    public static Map<String, Object> view(Impact impact) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("seed", impact.seed());
        view.put("tried", impact.tried());
        view.put("unchanged", impact.unchanged());
        for (Effect effect : Effect.values()) {
            view.put(
                    effect.jsonName(),
                    of(impact, effect).stream().map(ImpactText::view).toList());
        }
        return view;
    }

    private static Map<String, Object> view(Line line) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("from", List.copyOf(line.from()));
        view.put("to", List.copyOf(line.to()));
        view.put("traffic", line.traffic());
        view.put("conversations", line.conversations());
        view.put("was", line.was());
        view.put("becomes", line.becomes());
        return view;
    }
}
