// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Oracle;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.Verdict;
import org.vpcmido.model.vpc.VpcState;

/** Both judges of one cloud. Immutable: each conversation starts from nothing. */
public final class Judges {
    private final VpcState cloud;
    private final Oracle oracle;
    private final Crossings crossings;
    private final Walker walker;
    private final KnownDifferences differences;

    private Judges(Checked cloud, Topology topology, LayoutSettings settings, Corrections corrections, Walker walker) {
        this.cloud = cloud.state();
        this.differences = new KnownDifferences(cloud, topology, corrections);
        this.oracle = Oracle.of(cloud.state());
        this.crossings = new Crossings(cloud.state(), topology, settings);
        this.walker = walker;
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
        ConversationWalk conversation = new ConversationWalk(cloud, crossings, walker);
        Verdict rules = oracle.judge(probe);
        Walk walk = conversation.send(probe.sender(), probe.packet());
        List<Comparison> comparisons = new ArrayList<>();
        comparisons.add(compare(probe, false, probe.sender(), probe.packet(), rules, walk));
        if (comparisons.get(0).agreement() == Agreement.AGREED && rules instanceof Verdict.Delivered delivered) {
            walk.onlyLanding()
                    .flatMap(landing -> reply(probe, delivered, landing, conversation))
                    .ifPresent(comparisons::add);
        }
        return comparisons;
    }

    private Optional<Comparison> reply(
            Probe probe, Verdict.Delivered delivered, Walk.Landing landing, ConversationWalk conversation) {
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
        Verdict rules = oracle.reply(known);
        Walk walk = conversation.send(delivered.at(), answer.get());
        return Optional.of(compare(probe, true, delivered.at(), answer.get(), rules, walk));
    }

    private Comparison compare(
            Probe opening, boolean isReply, Endpoint sender, Packet packet, Verdict rules, Walk walk) {
        Agreement agreement = Agreement.of(rules, walk);
        Comparison comparison =
                new Comparison(opening, isReply, sender, packet, rules, walk, agreement, Optional.empty());
        return agreement == Agreement.AGREED ? comparison : comparison.with(differences.explain(comparison));
    }
}
