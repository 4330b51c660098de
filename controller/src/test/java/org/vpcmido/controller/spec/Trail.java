// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Answer;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.net.Protocol;

/** The way of a packet, a line for each thing that happened to it. */
final class Trail {
    private Trail() {}

    static String of(String sender, Packet packet, Optional<Verdict> verdict, Wire wire) {
        List<String> lines = new ArrayList<>();
        lines.add(sender + " sends " + of(packet));
        if (verdict.isEmpty()) {
            lines.add("  nobody answers its ARP request for the next hop");
        }
        verdict.ifPresent(each -> {
            // New Ethernet addresses alone show no difference.
            each.steps().stream()
                    .map(step -> "  " + of(step, wire.topology()))
                    .distinct()
                    .forEach(lines::add);
            lines.add("  " + each.fate());
            each.arrivals().forEach(at -> lines.add("  reaches " + wire.name(at.port()) + " as " + of(at.packet())));
            each.answers().forEach(answer -> lines.add("  " + of(answer, wire)));
        });
        return Names.readable(String.join(System.lineSeparator(), lines));
    }

    static String of(Packet packet) {
        String from = packet.source().map(Object::toString).orElse("?");
        String to = packet.destination().map(Object::toString).orElse("?");
        if (packet.isArp()) {
            return "arp of " + from + " about " + to;
        } else if (!packet.isIpv4()) {
            return "ethertype " + Integer.toHexString(packet.etherType());
        }
        Protocol protocol = new Protocol(packet.protocol());
        return protocol.equals(Protocol.ICMP)
                ? "icmp " + packet.sourcePort() + "/" + packet.destinationPort() + " " + from + " -> " + to
                : protocol + " " + from + ":" + packet.sourcePort() + " -> " + to + ":" + packet.destinationPort();
    }

    private static String of(Answer answer, Wire wire) {
        return "MidoNet answers " + of(answer.packet()) + " to "
                + answer.arrivals().stream().map(at -> wire.name(at.port())).toList();
    }

    private static String of(Step step, Topology topology) {
        if (step instanceof Step.Entered entered) {
            return "in    " + entered.port().path();
        } else if (step instanceof Step.Left left) {
            return "out   " + left.port().path();
        } else if (step instanceof Step.Reached reached) {
            return "at    " + reached.device().path();
        } else if (step instanceof Step.Routed routed) {
            return "route " + content(routed.route(), topology);
        } else if (step instanceof Step.Matched matched) {
            return "rule  " + matched.place() + "  " + content(matched.rule(), topology) + "  => "
                    + matched.outcome().name().toLowerCase(Locale.ROOT);
        }
        return step instanceof Step.Rewritten rewritten ? "now   " + of(rewritten.packet()) : step.toString();
    }

    private static String content(Key key, Topology topology) {
        return topology.find(key)
                .map(each -> each instanceof ContentAddressed<?> addressed ? addressed.content() : key.path())
                .orElse(key.path());
    }
}
