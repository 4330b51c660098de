// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.vpcmido.midonet.client.PaceStatus;

/**
 * What a benchmark measured.
 *
 * @param cloud the size that was measured
 * @param counts what the cloud has, and what MidoNet has of it
 * @param figures by name, in the order in which they were measured
 * @param pace how many requests in flight MidoNet gained from in the first convergence
 * @param heapPeakBytes the most that the heap of this process held, garbage included
 * @param residentPeakBytes the most memory that this process had; absent where the system does not tell
 */
public record BenchReport(
        String cloud,
        Map<String, Integer> counts,
        List<Figure> figures,
        Optional<PaceStatus> pace,
        long heapPeakBytes,
        OptionalLong residentPeakBytes) {
    private static final int MEBIBYTE = 1 << 20;

    public BenchReport {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        figures = List.copyOf(figures);
    }

    /**
     * One thing that was measured.
     *
     * @param name what
     * @param millis how long it took
     * @param requests how many requests MidoNet got meanwhile
     * @param writes how many of these were to change something
     */
    public record Figure(String name, long millis, long requests, long writes) {
        double perSecond() {
            return requests * 1000.0 / Math.max(1, millis);
        }
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder("Cloud: " + cloud + " " + counts + System.lineSeparator());
        text.append(String.format(
                Locale.ROOT, "%-34s %12s %10s %10s %12s%n", "", "ms", "requests", "writes", "requests/s"));
        for (Figure each : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s %,12d %,10d %,10d %,12.0f%n",
                    each.name(),
                    each.millis(),
                    each.requests(),
                    each.writes(),
                    each.perSecond()));
        }
        pace.ifPresent(found -> text.append(String.format(
                Locale.ROOT,
                "%-34s %,12d reads, %d writes%n",
                "in flight, as found by trying",
                found.reads().limit(),
                found.writes().limit())));
        text.append(String.format(Locale.ROOT, "%-34s %,12d MiB%n", "peak heap", heapPeakBytes / MEBIBYTE));
        residentPeakBytes.ifPresent(bytes ->
                text.append(String.format(Locale.ROOT, "%-34s %,12d MiB%n", "peak resident memory", bytes / MEBIBYTE)));
        return text.toString();
    }

    /** For programs: maps, lists, texts and numbers. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cloud", cloud);
        view.put("counts", counts);
        view.put("figures", figures.stream().map(BenchReport::view).toList());
        pace.ifPresent(found -> {
            view.put("reads_in_flight", found.reads().limit());
            view.put("writes_in_flight", found.writes().limit());
        });
        view.put("heap_peak_bytes", heapPeakBytes);
        residentPeakBytes.ifPresent(bytes -> view.put("resident_peak_bytes", bytes));
        return view;
    }

    private static Map<String, Object> view(Figure each) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", each.name());
        view.put("millis", each.millis());
        view.put("requests", each.requests());
        view.put("writes", each.writes());
        view.put("requests_per_second", Math.round(each.perSecond()));
        return view;
    }
}
