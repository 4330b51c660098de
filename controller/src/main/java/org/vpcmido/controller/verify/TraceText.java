// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Traces and reports for people: a hop a line. */
public final class TraceText {
    private static final String LINE = System.lineSeparator();

    private TraceText() {}

    /** Both verdicts, each with its way, and what follows from them. */
    public static String write(Trace trace) {
        Comparison comparison = trace.comparison();
        List<String> lines = new ArrayList<>();
        lines.add((comparison.isReply() ? "Reply:    " : "Packet:   ") + comparison.packet() + " from "
                + comparison.sender());
        lines.add("VPC:      " + comparison.rules());
        comparison.rules().trail().forEach(step -> lines.add("    " + step));
        lines.add("MidoNet:  " + trace.ending());
        int number = 1;
        for (Hop hop : trace.hops()) {
            lines.add("  %3d %s".formatted(number, line(hop)));
            number++;
        }
        comparison.walk().toldOff().ifPresent(error -> lines.add("      the sender gets " + error));
        lines.add("Together: " + trace.conclusion());
        return String.join(LINE, lines) + LINE;
    }

    private static String line(Hop hop) {
        String effect = hop.effect().isEmpty() ? "" : "  => " + hop.effect();
        String serves = hop.serves().map(id -> "  [" + id).orElse("");
        String id = hop.midonetId().map(UUID::toString).map(text -> " " + text).orElse("");
        return "%-5s %s%s%s".formatted(hop.action(), hop.what(), effect, serves.isEmpty() ? "" : serves + id + "]");
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
