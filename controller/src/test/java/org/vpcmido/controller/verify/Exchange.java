// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.Transport.Ports;
import org.vpcmido.model.vpc.NetworkInterface;

/**
 * Conversations that share what agents remember: one that is answered, goes on in both directions, and has others beside
 * it, one from the same sender, one from another with the same ports, and one that its receiver opens. By the rules of a
 * VPC none of them knows of the others, so each fares as it does alone, and no two look alike where they arrive.
 */
final class Exchange {
    private static final int LATER_PORT = 45_678;

    private final Built built;
    private final Crossings crossings;
    private final Walker walker;
    private final List<String> faults = new ArrayList<>();
    private int packets;

    Exchange(Built built) {
        this.built = built;
        this.crossings = new Crossings(built.cloud().state(), built.topology(), LayoutSettings.defaults());
        this.walker = Walker.assumingAllAlive(built.topology());
    }

    /** A conversation with the packets that came out at its ends. */
    private record Talk(Probe opening, Walk.Landing there, Packet answer, List<Walk.Landing> back) {
        Endpoint receiver() {
            return there.at().orElseThrow();
        }
    }

    /** Plays {@code probe} and others beside it; does nothing if it gets no answer. */
    void play(Probe probe) {
        ConversationWalk shared = new ConversationWalk(built.cloud().state(), crossings, walker);
        Optional<Talk> first = open(probe, shared);
        first.ifPresent(talk -> {
            goesOn(talk, shared);
            others(talk).forEach(other -> beside(talk, other, shared));
            goesOn(talk, shared);
        });
    }

    private Optional<Talk> open(Probe probe, ConversationWalk walk) {
        Walk sent = send(walk, probe.sender(), probe.packet());
        Optional<Walk.Landing> landing = sent.onlyLanding()
                .filter(each -> each.at().filter(Exchange::answers).isPresent());
        return landing.filter(each -> sent.verdict().isPresent())
                .flatMap(there -> there.packet().answer().map(answer -> {
                    Walk back = send(walk, there.at().orElseThrow(), answer);
                    return new Talk(probe, there, answer, back.peopled());
                }));
    }

    private static boolean answers(Endpoint at) {
        return !(at instanceof Endpoint.AtService service) || service.service().isBeyondTheVpc();
    }

    /** The same packets once more, ports that a NAT gateway chose included. */
    private void goesOn(Talk talk, ConversationWalk shared) {
        Walk again = send(shared, talk.opening().sender(), talk.opening().packet());
        expect(again.peopled().equals(List.of(talk.there())), talk, "its next packet", again);
        Walk answer = send(shared, talk.receiver(), talk.answer());
        expect(answer.peopled().equals(talk.back()), talk, "its next answer", answer);
    }

    private List<Probe> others(Talk talk) {
        List<Probe> others = new ArrayList<>();
        Packet packet = talk.opening().packet();
        packet.ports().ifPresent(ports -> {
            others.add(new Probe(
                    talk.opening().sender(), packet.with(new Ports(PortRange.of(LATER_PORT), ports.destination()))));
            neighbour(talk.opening())
                    .ifPresent(each -> others.add(Probe.from(each.id(), packet.withSource(each.privateAddress()))));
            Packet there = talk.there().packet();
            if (!(talk.receiver() instanceof Endpoint.AtService)) {
                others.add(new Probe(
                        talk.receiver(),
                        there.withSource(there.destination())
                                .withDestination(there.source())
                                .with(new Ports(PortRange.of(LATER_PORT), ports.destination()))));
            }
        });
        return others;
    }

    /** Another interface of the sender's subnet that sends from its own address. */
    private Optional<NetworkInterface> neighbour(Probe opening) {
        return opening.sender() instanceof Endpoint.AtInterface sender
                ? crossings
                        .networkInterface(sender.id())
                        .flatMap(own -> built.cloud().state().interfaces().values().stream()
                                .filter(each -> each.subnetId().equals(own.subnetId())
                                        && !each.equals(own)
                                        && own.privateAddress()
                                                .equals(opening.packet().source())
                                        && !each.privateAddress()
                                                .equals(opening.packet().destination()))
                                .findFirst())
                : Optional.empty();
    }

    private void beside(Talk first, Probe probe, ConversationWalk shared) {
        Optional<Talk> alone = open(probe, new ConversationWalk(built.cloud().state(), crossings, walker));
        Optional<Talk> together = open(probe, shared);
        if (alone.isEmpty() || together.isEmpty()) {
            expectSame(alone.isEmpty() && together.isEmpty(), first, probe, alone, together);
            return;
        }
        Walk.Landing apart = together.get().there();
        expectSame(
                looks(apart, probe).equals(looks(alone.get().there(), probe))
                        && together.get().back().equals(alone.get().back()),
                first,
                probe,
                alone,
                together);
        expectSame(!apart.equals(first.there()), first, probe, Optional.of(first), together);
    }

    /** Without the port that a NAT gateway chose, which is another one if the first is taken. */
    private static Walk.Landing looks(Walk.Landing landing, Probe probe) {
        Packet packet = landing.packet();
        boolean isHidden =
                !packet.ports().map(Ports::source).equals(probe.packet().ports().map(Ports::source));
        return isHidden
                ? new Walk.Landing(
                        landing.port(),
                        landing.at(),
                        packet.with(new Ports(
                                PortRange.ALL, packet.ports().orElseThrow().destination())))
                : landing;
    }

    private Walk send(ConversationWalk walk, Endpoint from, Packet packet) {
        packets++;
        return walk.send(from, packet);
    }

    private void expect(boolean isMet, Talk talk, String what, Walk walk) {
        if (!isMet) {
            faults.add(talk + ": " + what + " came to " + walk.peopled() + ", " + walk.ending());
        }
    }

    private void expectSame(boolean isMet, Talk first, Probe probe, Optional<Talk> alone, Optional<Talk> together) {
        if (!isMet) {
            faults.add("beside " + first + ", " + probe + " fares as " + together + ", not as " + alone);
        }
    }

    /** In words, what fared otherwise than it should. */
    List<String> faults() {
        return faults;
    }

    /** How many packets were sent. */
    int packets() {
        return packets;
    }
}
