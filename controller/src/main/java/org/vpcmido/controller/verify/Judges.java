// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Oracle;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.Transport;
import org.vpcmido.model.verdict.Verdict;
import org.vpcmido.model.vpc.VpcState;

/** Both judges of one cloud. Immutable: each conversation starts from nothing. */
public final class Judges {
    private static final Transport.Icmp TOO_BIG = new Transport.Icmp(3, 4);
    private static final Transport.Icmp PORT_UNREACHABLE = new Transport.Icmp(3, 3);
    private static final Transport.Icmp TIME_EXCEEDED = new Transport.Icmp(11, 0);

    private final VpcState cloud;
    private final Opinions opinions;
    private final Crossings crossings;
    private final Walker walker;
    private final KnownDifferences differences;
    private final boolean areErrorsCarried;

    private Judges(Checked cloud, Topology topology, LayoutSettings settings, Corrections corrections, Walker walker) {
        this.cloud = cloud.state();
        this.differences = new KnownDifferences(cloud, topology, settings, corrections);
        this.opinions = new Opinions(Oracle.of(cloud.state()), differences.deviations());
        this.crossings = new Crossings(cloud.state(), topology, settings);
        this.walker = walker;
        this.areErrorsCarried = corrections.include(Correction.ICMP_ERRORS);
    }

    /**
     * Judges that take every host for alive: they judge what is configured, and not what works at the moment.
     *
     * @param cloud what is asked for, and what is held
     * @param topology with logical keys, as adoption gives it
     * @param settings the addresses that the layout uses
     * @param corrections those that the topology is built with
     */
    public static Judges ofConfiguration(
            Checked cloud, Topology topology, LayoutSettings settings, Corrections corrections) {
        return new Judges(cloud, topology, settings, corrections, Walker.assumingAllAlive(topology));
    }

    /** As {@link #ofConfiguration}, with hosts and ports as alive as they are observed to be. */
    public static Judges ofOperation(
            Checked cloud, Topology topology, LayoutSettings settings, Corrections corrections) {
        return new Judges(cloud, topology, settings, corrections, Walker.of(topology));
    }

    /** Compares what both say of a packet, and of the answer to it if both deliver it. */
    public List<Comparison> judge(Probe probe) {
        return judge(probe, false);
    }

    /** As {@link #judge}, and of an ICMP error about the packet, unless it is eucanetd's rules that judge those anew. */
    public List<Comparison> judgeWithError(Probe probe) {
        return judge(probe, areErrorsCarried);
    }

    private List<Comparison> judge(Probe probe, boolean withError) {
        ConversationWalk conversation = new ConversationWalk(cloud, crossings, walker);
        Walk walk = conversation.send(probe.sender(), probe.packet());
        Opinions.Opinion opinion = opinions.opening(probe, walk);
        List<Comparison> comparisons = new ArrayList<>();
        comparisons.add(compare(probe, false, probe.sender(), probe.packet(), opinion, walk));
        if (opinion.isOfConversation()
                && opinion.rules() instanceof Verdict.Delivered delivered
                && Agreement.of(delivered, walk) == Agreement.AGREED) {
            walk.onlyLanding()
                    .flatMap(landing -> reply(probe, opinion, delivered, landing, conversation))
                    .ifPresent(comparisons::add);
            walk.onlyLanding()
                    .filter(landing -> withError && walk.verdict().isPresent())
                    .flatMap(landing -> error(probe, opinion, delivered, landing, conversation))
                    .ifPresent(comparisons::add);
        }
        return comparisons;
    }

    private Optional<Comparison> error(
            Probe probe,
            Opinions.Opinion opening,
            Verdict.Delivered delivered,
            Walk.Landing landing,
            ConversationWalk conversation) {
        // An elastic IP is translated, but not in what an error quotes (midonet-datapath-semantics.md 9.2), by which a
        // NAT gateway of the cloud would know the conversation.
        boolean isQuotedInVain = delivered.at() instanceof Endpoint.AtInterface
                && delivered.conversation().natGateway().isPresent();
        return delivered.at() instanceof Endpoint.AtService || isQuotedInVain
                ? Optional.empty()
                : errorAbout(landing.packet()).map(kind -> {
                    Packet error = landing.packet().error(kind.type(), kind.code());
                    Walk walk = conversation.sendError(delivered.at(), error, landing.packet());
                    Opinions.Opinion opinion = opinions.error(delivered, kind, opening, walk);
                    return compare(probe, true, delivered.at(), error, opinion, walk);
                });
    }

    /** What a receiver may have to say: that a packet is too big, that nobody listens, that it came too late. */
    private static Optional<Transport.Icmp> errorAbout(Packet packet) {
        if (packet.isEchoRequest()) {
            return Optional.of(TIME_EXCEEDED);
        }
        return packet.ports().map(ports -> packet.protocol().equals(Protocol.TCP) ? TOO_BIG : PORT_UNREACHABLE);
    }

    private Optional<Comparison> reply(
            Probe probe,
            Opinions.Opinion opening,
            Verdict.Delivered delivered,
            Walk.Landing landing,
            ConversationWalk conversation) {
        boolean isAnsweredAlready = delivered.at() instanceof Endpoint.AtService service
                && !service.service().isBeyondTheVpc();
        Optional<Packet> answer = landing.packet().answer();
        if (isAnsweredAlready || answer.isEmpty() || delivered.packet().answer().isEmpty()) {
            return Optional.empty();
        }
        Verdict.Delivered known = landing.packet()
                .ports()
                .map(ports -> delivered.withChosenPort(ports.source().first()))
                .orElse(delivered);
        Walk walk = conversation.send(delivered.at(), answer.get());
        Opinions.Opinion opinion = opinions.reply(known, opening, walk);
        return Optional.of(compare(probe, true, delivered.at(), answer.get(), opinion, walk));
    }

    private Comparison compare(
            Probe opening, boolean isReply, Endpoint sender, Packet packet, Opinions.Opinion opinion, Walk walk) {
        Verdict rules = opinion.toTheLetter();
        Comparison toTheLetter = new Comparison(
                opening, isReply, sender, packet, rules, walk, Agreement.of(rules, walk), opinion.known());
        Agreement agreement = Agreement.of(opinion.rules(), walk);
        if (agreement.isSame()) {
            return toTheLetter;
        }
        Comparison asFarAsKept =
                new Comparison(opening, isReply, sender, packet, opinion.rules(), walk, agreement, Optional.empty());
        return toTheLetter.with(differences.explain(toTheLetter).or(() -> differences.explain(asFarAsKept)));
    }
}
