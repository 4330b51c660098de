// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vpcmido.controller.verify.Impact.Effect;
import org.vpcmido.controller.verify.Impact.Line;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;

/** Puts conversations that fare alike into one line: first by ports, then by who opens them, then by whom they reach. */
final class ImpactLines {
    /** What differs between interfaces whose rules are alike: ids, the places of rules, addresses. */
    private static final Pattern PARTICULARS = Pattern.compile(
            "(?<![a-z])(?:i|eni)-[0-9a-f]{8,}|#\\d+|, MidoNet [0-9a-f-]{36}|\\b\\d+\\.\\d+\\.\\d+\\.\\d+(?:/32)?\\b");

    private final Map<Kin, SortedSet<Integer>> affected = new LinkedHashMap<>();
    private final Map<String, SortedSet<Integer>> tried = new HashMap<>();

    /**
     * What happens to one conversation.
     *
     * @param to whom it reaches while it is open
     * @param was what decides about it now
     * @param becomes what will decide about it
     */
    record Case(Effect effect, String to, String was, String becomes) {}

    /** Conversations that differ by their ports only. */
    private record Kin(Case what, String from, String protocol, String pair) {}

    /** Takes what happens to a conversation into account; nothing, too: it bounds the ports of others. */
    void add(Probe probe, List<Case> cases) {
        Packet packet = probe.packet();
        String from = probe.sender() instanceof Endpoint.Outside
                ? "internet:" + packet.source()
                : probe.sender().toString();
        String protocol = protocol(packet);
        int port = packet.ports().map(ports -> ports.destination().first()).orElse(-1);
        String pair = from + " " + packet.source() + " " + packet.destination() + " " + protocol;
        tried.computeIfAbsent(pair, none -> new TreeSet<>()).add(port);
        for (Case each : cases) {
            affected.computeIfAbsent(new Kin(each, from, protocol, pair), none -> new TreeSet<>())
                    .add(port);
        }
    }

    private static String protocol(Packet packet) {
        String name = packet.protocol().toString();
        if (packet.isLaterFragment()) {
            return name + " fragments";
        } else if (packet.isEchoRequest()) {
            return name + " echo";
        }
        return packet.protocol().equals(Protocol.ICMP)
                ? name + packet.icmp().map(icmp -> " type " + icmp.type()).orElse("")
                : name;
    }

    List<Line> merged() {
        List<Line> lines = new ArrayList<>();
        affected.forEach((key, ports) -> lines.add(new Line(
                key.what().effect(),
                new TreeSet<>(List.of(key.from())),
                new TreeSet<>(List.of(key.what().to())),
                (key.protocol() + " " + ranges(ports, tried.getOrDefault(key.pair(), ports))).trim(),
                ports.size(),
                key.what().was(),
                key.what().becomes())));
        List<Line> byReceiver = merge(lines, Line::to);
        List<Line> byBoth = merge(byReceiver, Line::from);
        return byBoth.stream()
                .sorted(Comparator.comparing(Line::effect)
                        .thenComparing(line -> line.to().first())
                        .thenComparing(line -> line.from().first())
                        .thenComparing(Line::traffic))
                .toList();
    }

    /** Merges lines that are alike and have {@code same} in common. */
    private static List<Line> merge(List<Line> lines, Function<Line, SortedSet<String>> same) {
        Map<List<Object>, Line> merged = new LinkedHashMap<>();
        for (Line line : lines) {
            List<Object> alike = List.of(
                    line.effect(), same.apply(line), line.traffic(), general(line.was()), general(line.becomes()));
            merged.merge(alike, line, ImpactLines::join);
        }
        return List.copyOf(merged.values());
    }

    private static Line join(Line one, Line other) {
        SortedSet<String> from = new TreeSet<>(one.from());
        from.addAll(other.from());
        SortedSet<String> to = new TreeSet<>(one.to());
        to.addAll(other.to());
        return new Line(
                one.effect(),
                from,
                to,
                one.traffic(),
                one.conversations() + other.conversations(),
                one.was(),
                one.becomes());
    }

    private static String general(String decision) {
        return PARTICULARS.matcher(decision).replaceAll("*");
    }

    /** Ports between two that fare alike fare alike, since every edge of a rule was tried. */
    private static String ranges(SortedSet<Integer> ports, SortedSet<Integer> all) {
        List<String> ranges = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int port : all) {
            if (ports.contains(port)) {
                first = first < 0 ? port : first;
                last = port;
            } else if (first >= 0) {
                ranges.add(range(first, last));
                first = -1;
            }
        }
        if (first >= 0) {
            ranges.add(range(first, last));
        }
        return String.join(",", ranges);
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
