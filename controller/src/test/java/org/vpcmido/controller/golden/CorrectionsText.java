// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.Rule;

/** What corrections change in a topology, as text for people: under the name of each, what it adds and takes away. */
public final class CorrectionsText {
    /** Stands where a change names no correction, and in no reviewed file. */
    public static final String UNNAMED = "no correction";

    private CorrectionsText() {}

    /** A line for each correction, and indented below it one for each resource that comes, goes, or looks otherwise. */
    static List<String> lines(Desired without, Desired with) {
        SortedMap<String, List<Change>> sections = new TreeMap<>();
        Planner.plan(with, without.topology())
                .changes()
                .forEach(change -> sections.computeIfAbsent(names(change), none -> new ArrayList<>())
                        .add(change));
        List<String> lines = new ArrayList<>();
        sections.forEach((names, changes) -> {
            lines.add(names);
            changes.stream()
                    .sorted(Comparator.<Change, String>comparing(
                                    change -> change.lane().path())
                            .thenComparing(change -> change.subject() instanceof Rule rule ? rule.position() : 0)
                            .thenComparing(Change::key))
                    .flatMap(CorrectionsText::lines)
                    .forEach(line -> lines.add("    " + line));
        });
        without.findings().stream()
                .filter(finding -> !with.findings().contains(finding))
                .forEach(finding -> lines.add("- finding " + finding));
        with.findings().stream()
                .filter(finding -> !without.findings().contains(finding))
                .forEach(finding -> lines.add("+ finding " + finding));
        return lines;
    }

    /** The corrections that a change gives as its cause. */
    public static String names(Change change) {
        String names = Stream.of(Correction.values())
                .filter(each -> change.because().contains("correction " + each.id() + ":"))
                .map(Correction::id)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? UNNAMED : names;
    }

    private static Stream<String> lines(Change change) {
        return Stream.concat(
                change.before().stream().map(before -> "- " + TopologyText.line(before)),
                change.after().stream().map(after -> "+ " + TopologyText.line(after)));
    }
}
