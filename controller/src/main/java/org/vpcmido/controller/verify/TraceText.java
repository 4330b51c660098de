// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.vpcmido.model.verdict.Step;

/** Traces and reports for people: a hop a line. */
public final class TraceText {
    private static final String LINE = System.lineSeparator();

    /** What is longer sticks out, and does not push the columns of all others away. */
    private static final int WIDTH_MAX = 100;

    private TraceText() {}

    /** Both verdicts, each with its way, and what follows from them. */
    public static String write(Trace trace) {
        Comparison comparison = trace.comparison();
        List<String> lines = new ArrayList<>();
        lines.add((comparison.isReply() ? "Reply:    " : "Packet:   ") + comparison.packet() + " from "
                + comparison.sender());
        lines.add("VPC:      " + comparison.rules());
        List<Step> trail = comparison.rules().trail();
        int width = width(trail.stream().map(Step::subject));
        trail.forEach(step -> lines.add("      " + pad(step.subject(), width) + "  " + step.words()));
        lines.add("MidoNet:  " + trace.ending());
        lines.addAll(hops(trace.hops()));
        comparison.walk().toldOff().ifPresent(error -> lines.add("      the sender gets " + error));
        lines.add("Together: " + trace.conclusion());
        return String.join(LINE, lines) + LINE;
    }

    /** A hop a line: what, which cloud id it serves, which id it has in MidoNet. */
    private static List<String> hops(List<Hop> hops) {
        int width = width(hops.stream().map(TraceText::what));
        int servesWidth = width(hops.stream().flatMap(hop -> hop.serves().stream()));
        List<String> lines = new ArrayList<>();
        for (Hop hop : hops) {
            String id = hop.midonetId().map(UUID::toString).orElse("");
            String line = "  %3d %-5s %s  %s  %s"
                    .formatted(
                            lines.size() + 1,
                            hop.action(),
                            pad(what(hop), width),
                            pad(hop.serves().orElse(""), servesWidth),
                            id);
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    private static String what(Hop hop) {
        if (hop.isRewrite()) {
            return hop.what() + "  (" + hop.effect() + ")";
        }
        return hop.isSurprising() ? hop.what() + "  => " + hop.effect() : hop.what();
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length)
                .filter(length -> length <= WIDTH_MAX)
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** A report without its samples. */
    public static String write(VerifyReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Probes:        %,d conversations, %,d packets, seed %d"
                .formatted(report.probes(), report.packets(), report.seed()));
        lines.add(count("Agreed", report.delivered() + report.refused())
                + " (%,d delivered, %,d refused)".formatted(report.delivered(), report.refused()));
        lines.add(count(
                "Known",
                report.known().values().stream().mapToInt(Integer::intValue).sum()));
        lines.add(count("  left out", report.leftOut())
                + " of these; the others fit the rules but the one that is named");
        report.known()
                .forEach((known, times) -> lines.add("  %,9d  %s: %s%s"
                        .formatted(
                                times,
                                known.id(),
                                known.description(),
                                known.correction()
                                        .map(id -> " (correction " + id + ")")
                                        .orElse(""))));
        lines.add(count("Disagreements", report.disagreements()));
        return String.join(LINE, lines) + LINE;
    }

    private static String count(String what, int packets) {
        return String.format(Locale.ROOT, "%-14s %,d", what + ":", packets);
    }
}
