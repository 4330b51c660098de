// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/** What becomes of conversations on one topology; every host alive, and machines where a cloud says. */
public final class PacketFates {
    private final VpcState cloud;
    private final Crossings crossings;
    private final Walker walker;

    /**
     * A cloud with the machines of two: those of {@code is}, and what {@code was} has besides. Of no use for anything
     * but where machines stand.
     */
    public static VpcState machines(VpcState was, VpcState is) {
        List<UplinkGateway> gateways = Stream.concat(
                        is.configuration().gateways().stream(), was.configuration().gateways().stream())
                .distinct()
                .toList();
        return is.edit()
                .configuration(is.configuration().withGateways(gateways))
                .subnets(both(was.subnets(), is.subnets()))
                .interfaces(both(was.interfaces(), is.interfaces()))
                .build();
    }

    private static <K, V> NavigableMap<K, V> both(NavigableMap<K, V> was, NavigableMap<K, V> is) {
        NavigableMap<K, V> both = new TreeMap<>(was);
        both.putAll(is);
        return both;
    }

    /** @param topology with logical keys */
    public PacketFates(VpcState cloud, Topology topology) {
        this.cloud = cloud;
        this.crossings = new Crossings(cloud, topology, LayoutSettings.defaults());
        this.walker = Walker.assumingAllAlive(topology);
    }

    /**
     * What becomes of a packet and, if somebody is there to answer it, of the answer.
     *
     * @param packet where it comes out and how it looks there; empty if it is refused or lost
     * @param answer the same of the answer; absent if there is none to send
     * @param ways what happened to both on the way
     */
    public record Fate(List<String> packet, Optional<List<String>> answer, List<Step> ways) {
        @Override
        public String toString() {
            return shown(packet)
                    + answer.map(each -> ", its answer " + shown(each)).orElse("");
        }

        private static String shown(List<String> landings) {
            return landings.isEmpty() ? "refused" : "delivered to " + String.join(" and ", landings);
        }
    }

    /** A conversation after its first packet and the answer to that one; it can go on elsewhere. */
    public static final class Established {
        private final Probe probe;
        private final Optional<Endpoint> answerer;
        private final Optional<Packet> answer;
        private final ConversationWalk conversation;
        private final Set<Key> entrances;
        private final Fate fate;

        private Established(Probe probe, ConversationWalk conversation) {
            this.probe = probe;
            this.conversation = conversation;
            Walk sent = conversation.send(probe.sender(), probe.packet());
            Optional<Walk.Landing> landing = sent.onlyLanding().filter(PacketFates::isAnsweredLater);
            this.answer = landing.flatMap(each -> each.packet().answer());
            this.answerer = landing.flatMap(Walk.Landing::at);
            Optional<Walk> answered = answer.flatMap(packet -> answerer.map(from -> conversation.send(from, packet)));
            this.fate = fateOf(sent, answered);
            this.entrances = Stream.concat(Stream.of(sent), answered.stream())
                    .flatMap(walk -> walk.ingress().stream())
                    .collect(Collectors.toSet());
        }

        public Probe probe() {
            return probe;
        }

        public Fate fate() {
            return fate;
        }

        /** The ports where the packet and its answer came in. */
        public Set<Key> entrances() {
            return entrances;
        }
    }

    /** A new conversation. */
    public Established open(Probe probe) {
        return new Established(probe, new ConversationWalk(cloud, crossings, walker));
    }

    /** The next packet, and the next answer, of a conversation that was opened on another topology. */
    public Fate resume(Established before) {
        ConversationWalk conversation = before.conversation.on(crossings, walker);
        Walk sent = conversation.send(before.probe.sender(), before.probe.packet());
        Optional<Walk> answered =
                before.answer.flatMap(packet -> before.answerer.map(from -> conversation.send(from, packet)));
        return fateOf(sent, answered);
    }

    private static Fate fateOf(Walk sent, Optional<Walk> answered) {
        List<Step> ways = Stream.concat(Stream.of(sent), answered.stream())
                .flatMap(walk -> steps(walk).stream())
                .toList();
        return new Fate(landings(sent), answered.map(PacketFates::landings), ways);
    }

    private static List<Step> steps(Walk walk) {
        return walk.verdict().map(verdict -> verdict.steps()).orElse(List.of());
    }

    private static boolean isAnsweredLater(Walk.Landing landing) {
        return landing.at()
                .filter(at -> !(at instanceof Endpoint.AtService service)
                        || service.service().isBeyondTheVpc())
                .isPresent();
    }

    private static List<String> landings(Walk walk) {
        return walk.peopled().stream().map(Walk.Landing::toString).sorted().toList();
    }
}
