// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which media types a verb offers, and how it picks one (midonet-api.md 3.2, midonet-observed.md 2).
 *
 * @param annotated mechanism A: the handler reads the raw header as one media type; else mechanism B, plain JAX-RS
 * @param offered types in order of preference
 * @param refusal status when nothing offered matches {@code Accept}
 * @param contentRefusal status when the body's type is not offered: of mechanism A, for JSON-like types only
 */
record Negotiation(boolean annotated, List<String> offered, int refusal, int contentRefusal) {
    static final String JSON = "application/json";

    private static final String VENDOR = "application/vnd.org.midonet.";
    private static final String ANYTHING = "*/*";
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED = 415;

    Negotiation {
        offered = List.copyOf(offered);
    }

    /** Mechanism A: names such as {@code Router-v3}, and plain JSON. */
    static Negotiation annotated(String... names) {
        return new Negotiation(true, types(true, names), NOT_ACCEPTABLE, NOT_ACCEPTABLE);
    }

    /** Mechanism A without plain JSON. */
    static Negotiation annotatedVendorOnly(String... names) {
        return new Negotiation(true, types(false, names), NOT_ACCEPTABLE, NOT_ACCEPTABLE);
    }

    /** Mechanism B: names, and plain JSON. */
    static Negotiation explicit(String... names) {
        return new Negotiation(false, types(true, names), NOT_ACCEPTABLE, UNSUPPORTED);
    }

    /** Mechanism B without plain JSON. */
    static Negotiation explicitVendorOnly(String... names) {
        return new Negotiation(false, types(false, names), NOT_ACCEPTABLE, UNSUPPORTED);
    }

    /** Mechanism B that prefers plain JSON. */
    static Negotiation explicitJsonFirst(String name) {
        return new Negotiation(false, List.of(JSON, VENDOR + name + "+json"), NOT_ACCEPTABLE, UNSUPPORTED);
    }

    /** Where no verb of a URI fits the types, some resources say 405 (midonet-observed.md 1 and 2). */
    Negotiation orNotAllowed() {
        return new Negotiation(annotated, offered, NOT_ALLOWED, NOT_ALLOWED);
    }

    private static List<String> types(boolean json, String... names) {
        Stream<String> vendor = Arrays.stream(names).map(name -> VENDOR + name + "+json");
        return Stream.concat(vendor, json ? Stream.of(JSON) : Stream.empty()).toList();
    }

    /** The type to answer with. */
    String accept(Optional<String> header) {
        return annotated ? acceptOne(header) : acceptAny(header.orElse(ANYTHING));
    }

    /** Refuses a body of another type. */
    void requireContent(Optional<String> header) {
        String type = header.map(Negotiation::withoutParameters).orElse("");
        if (offered.contains(type)) {
            return;
        }
        boolean jsonLike = type.endsWith("json");
        throw Refusal.empty(annotated && !jsonLike ? UNSUPPORTED : contentRefusal);
    }

    private String acceptOne(Optional<String> header) {
        String type = header.filter(value -> value.indexOf(',') < 0)
                .map(Negotiation::withoutParameters)
                .orElseThrow(() -> Refusal.empty(refusal));
        if (type.equals(ANYTHING)) {
            return JSON;
        }
        if (type.equals("application/*")) {
            throw Refusal.empty(500); // Passes the check, and fails while the body is written.
        }
        if (!offered.contains(type)) {
            throw Refusal.empty(refusal);
        }
        return type;
    }

    private String acceptAny(String header) {
        return Arrays.stream(header.split(","))
                .map(Negotiation::withoutParameters)
                .flatMap(range ->
                        offered.stream().filter(type -> covers(range, type)).limit(1))
                .findFirst()
                .orElseThrow(() -> Refusal.empty(refusal));
    }

    private static boolean covers(String range, String type) {
        return range.equals(type) || range.equals(ANYTHING) || range.equals("application/*");
    }

    /** The type alone; q values are not weighed, since no client of ours ranks. */
    private static String withoutParameters(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        String type = (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon)).trim();
        return type.startsWith(VENDOR) ? type : type.toLowerCase(Locale.ROOT);
    }
}
