// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Verdict;

/** Traces and reports for programs: maps, lists, texts, numbers and truth values, to be written as JSON. */
public final class TraceView {
    private TraceView() {}

    public static Map<String, Object> of(Trace trace) {
        Comparison comparison = trace.comparison();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("packet", comparison.packet().toString());
        view.put("sender", comparison.sender().toString());
        view.put("reply", comparison.isReply());
        view.put("vpc", rules(comparison.rules()));
        view.put("midonet", midonet(trace));
        view.put("agreement", comparison.agreement().name().toLowerCase(Locale.ROOT));
        comparison.known().ifPresent(known -> view.put("known_difference", known.id()));
        return view;
    }

    /** A report with its samples. */
    public static Map<String, Object> of(VerifyReport report, List<Trace> samples) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("agree", report.isAgreement());
        view.put("seed", report.seed());
        view.put("probes", report.probes());
        view.put("packets", report.packets());
        view.put("delivered", report.delivered());
        view.put("refused", report.refused());
        Map<String, Object> known = new LinkedHashMap<>();
        report.known().forEach((difference, times) -> known.put(difference.id(), times));
        view.put("known_differences", known);
        view.put("disagreements", report.disagreements());
        view.put("samples", samples.stream().map(TraceView::of).toList());
        return view;
    }

    private static Map<String, Object> rules(Verdict verdict) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("delivered", verdict.isDelivered());
        if (verdict instanceof Verdict.Delivered delivered) {
            view.put("at", delivered.at().toString());
            view.put("as", delivered.packet().toString());
        } else if (verdict instanceof Verdict.Refused refused) {
            view.put("reason", refused.reason().name());
            view.put("by", refused.subject());
        }
        view.put(
                "trail",
                verdict.trail().stream()
                        .map(step -> ordered("subject", step.subject(), "words", step.words()))
                        .toList());
        return view;
    }

    private static Map<String, Object> midonet(Trace trace) {
        Walk walk = trace.comparison().walk();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("delivered", !walk.landings().isEmpty());
        view.put("ending", trace.ending());
        view.put("landings", walk.landings().stream().map(TraceView::landing).toList());
        walk.toldOff().ifPresent(error -> view.put("error_to_sender", error.toString()));
        view.put("hops", trace.hops().stream().map(TraceView::hop).toList());
        return view;
    }

    private static Map<String, Object> landing(Walk.Landing landing) {
        return ordered(
                "port",
                landing.port().path(),
                "at",
                landing.at().map(Endpoint::toString).orElse(""),
                "as",
                landing.packet().toString());
    }

    /** {@code Map.of} would have another order in each process. */
    private static Map<String, Object> ordered(String... namesAndValues) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            view.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return view;
    }

    private static Map<String, Object> hop(Hop hop) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("action", hop.action());
        view.put("what", hop.what());
        if (!hop.effect().isEmpty()) {
            view.put("effect", hop.effect());
        }
        hop.key().map(Key::path).ifPresent(key -> view.put("key", key));
        hop.midonetId().map(UUID::toString).ifPresent(id -> view.put("id", id));
        hop.serves().ifPresent(id -> view.put("serves", id));
        return view;
    }
}
