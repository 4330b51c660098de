// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.model.verdict.Packet;

/**
 * One line of a packet's way through MidoNet.
 *
 * @param action {@code in}, {@code at}, {@code rule}, {@code route}, {@code out} or {@code now}
 * @param what the port, device, rule or route, or how the packet looks now
 * @param effect what a rule led to, or how the packet looked before; empty for the rest
 * @param key its logical key; absent for {@code now}
 * @param midonetId its id in MidoNet, if it has one
 * @param serves what it is for: a cloud id where there is one
 */
public record Hop(
        String action,
        String what,
        String effect,
        Optional<Key> key,
        Optional<UUID> midonetId,
        Optional<String> serves) {
    public Hop {
        requireNonNull(action, "action");
        requireNonNull(what, "what");
        requireNonNull(effect, "effect");
        requireNonNull(key, "key");
        requireNonNull(midonetId, "midonetId");
        requireNonNull(serves, "serves");
    }

    /** The way of a packet, a hop for each thing that happened to it; new Ethernet addresses alone are none. */
    static List<Hop> of(Packet sent, Walk walk, Topology topology, CloudNames names) {
        List<Hop> hops = new ArrayList<>();
        Optional<Packet> before = Optional.of(sent);
        for (Step step : walk.verdict().map(verdict -> verdict.steps()).orElse(List.of())) {
            if (step instanceof Step.Rewritten rewritten) {
                Optional<Packet> now = Frames.packet(rewritten.packet());
                if (now.isPresent() && !now.equals(before)) {
                    String was = before.map(old -> was(old, now.get())).orElse("");
                    hops.add(new Hop(
                            "now", now.get().toString(), was, Optional.empty(), Optional.empty(), Optional.empty()));
                }
                before = now;
            } else {
                // A rule is noted after what it rewrote; people look for the cause first.
                boolean isCause = step instanceof Step.Matched
                        && !hops.isEmpty()
                        && hops.get(hops.size() - 1).isRewrite();
                hops.add(isCause ? hops.size() - 1 : hops.size(), of(step, topology, names));
            }
        }
        return hops;
    }

    static Hop of(Step step, Topology topology, CloudNames names) {
        if (step instanceof Step.Entered entered) {
            return at("in", entered.port(), port(entered.port(), names), names);
        } else if (step instanceof Step.Left left) {
            return at("out", left.port(), port(left.port(), names), names);
        } else if (step instanceof Step.Reached reached) {
            return at(
                    "at",
                    reached.device(),
                    names.name(reached.device()).orElse(reached.device().path()),
                    names);
        } else if (step instanceof Step.Routed routed) {
            return at("route", routed.route(), content(routed.route(), topology).replaceFirst("^route ", ""), names);
        } else if (step instanceof Step.Matched matched) {
            return new Hop(
                    "rule",
                    matched.place() + "  " + content(matched.rule(), topology),
                    matched.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    Optional.of(matched.rule()),
                    names.midonetId(matched.rule()),
                    Optional.of(names.role(matched.rule())));
        }
        throw new IllegalArgumentException("no hop is made of " + step);
    }

    /** Only what is different, for example {@code destination was 203.0.113.10:80}. */
    private static String was(Packet before, Packet now) {
        List<String> differences = new ArrayList<>();
        if (!source(before).equals(source(now))) {
            differences.add("source was " + source(before));
        }
        if (!destination(before).equals(destination(now))) {
            differences.add("destination was " + destination(before));
        }
        return String.join(", ", differences);
    }

    private static String source(Packet packet) {
        return packet.source()
                + packet.ports().map(ports -> ":" + ports.source()).orElse("");
    }

    private static String destination(Packet packet) {
        return packet.destination()
                + packet.ports().map(ports -> ":" + ports.destination()).orElse("");
    }

    boolean isRewrite() {
        return action.equals("now");
    }

    /** Whether {@code effect} says something that {@code what} does not: a verdict or a jump speaks for itself. */
    boolean isSurprising() {
        return !effect.isEmpty() && !what.contains("  " + effect) && !what.contains(" " + effect + " ");
    }

    /** A rule or route with all that it is known by: place, content, cloud id, MidoNet's id. */
    String policy() {
        return action + " " + what
                + serves.map(id -> " of " + id).orElse("")
                + midonetId.map(id -> ", MidoNet " + id).orElse("");
    }

    private static Hop at(String action, Key key, String what, CloudNames names) {
        return new Hop(action, what, "", Optional.of(key), names.midonetId(key), Optional.of(names.role(key)));
    }

    private static String port(Key port, CloudNames names) {
        return port.path()
                + names.binding(port).map(bound -> " (" + bound + ")").orElse("");
    }

    private static String content(Key key, Topology topology) {
        return topology.find(key)
                .flatMap(each -> each instanceof ContentAddressed<?> addressed
                        ? Optional.of(addressed.content())
                        : Optional.empty())
                .orElse(key.path());
    }
}
