// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.PlannedTopology;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.VpcState;

/**
 * Which conversations a plan opens and closes: conversations are played on MidoNet as it is and as the plan would leave
 * it, all hosts alive in both. A conversation is open if its first packet is delivered and the answer comes back.
 *
 * @param seed what the conversations were drawn from
 * @param tried how many
 * @param unchanged how many fare as before
 * @param lines the others, those alike in one line
 */
public record Impact(long seed, int tried, int unchanged, List<Line> lines) {
    private static final int AIMED_MAX = 20_000;
    private static final int AT_LARGE = 2_000;

    public Impact {
        lines = List.copyOf(lines);
    }

    /** What a plan does to a conversation. */
    public enum Effect {
        /** It was open, and will not be. */
        CLOSED,
        /** It was not open, and will be. */
        OPENED,
        /** It is open before and after, and arrives with other addresses or ports. */
        REWRITTEN;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Conversations that fare alike.
     *
     * @param effect what the plan does to them
     * @param from who opens them, by cloud ids
     * @param to whom they reach while they are open, by cloud ids
     * @param traffic protocol and destination ports
     * @param conversations how many
     * @param was what decides about them now; of one of them, if it differs by interfaces only
     * @param becomes what will decide about them
     */
    public record Line(
            Effect effect,
            SortedSet<String> from,
            SortedSet<String> to,
            String traffic,
            int conversations,
            String was,
            String becomes) {
        public Line {
            from = Collections.unmodifiableSortedSet(new TreeSet<>(from));
            to = Collections.unmodifiableSortedSet(new TreeSet<>(to));
        }
    }

    /**
     * Finds out.
     *
     * @param wished the cloud that the plan is for
     * @param present what MidoNet has, with logical keys
     * @param identities the ids behind them
     */
    public static Impact of(
            VpcState wished,
            Topology present,
            Identities identities,
            ChangePlan plan,
            LayoutSettings settings,
            long seed) {
        Topology planned = PlannedTopology.after(present, plan);
        VpcState was = PresentCloud.of(wished, present);
        Side before = new Side(was, present, identities, settings);
        Side after = new Side(wished, planned, identities, settings);
        Set<Probe> probes = new ImpactProbes(was, plan.changes().toList(), seed).draw(AIMED_MAX, AT_LARGE);
        ImpactLines lines = new ImpactLines();
        int unchanged = 0;
        for (Probe probe : probes) {
            List<ImpactLines.Case> cases = compare(probe, before, after);
            lines.add(probe, cases);
            unchanged += cases.isEmpty() ? 1 : 0;
        }
        return new Impact(seed, probes.size(), unchanged, lines.merged());
    }

    private static List<ImpactLines.Case> compare(Probe probe, Side before, Side after) {
        Course was = before.play(probe);
        Course becomes = after.play(probe);
        Optional<Walk.Landing> left = was.landing();
        Optional<Walk.Landing> reached = becomes.landing();
        List<ImpactLines.Case> cases = new ArrayList<>();
        boolean isElsewhere = left.isPresent()
                && reached.isPresent()
                && !left.get().at().equals(reached.get().at());
        if (left.isPresent() && (reached.isEmpty() || isElsewhere)) {
            cases.add(new ImpactLines.Case(
                    Effect.CLOSED,
                    before.label(left.get(), probe),
                    before.decision(was, becomes),
                    isElsewhere ? "reaches " + after.label(reached.get(), probe) : after.decision(becomes, was)));
        }
        if (reached.isPresent() && (left.isEmpty() || isElsewhere)) {
            cases.add(new ImpactLines.Case(
                    Effect.OPENED,
                    after.label(reached.get(), probe),
                    isElsewhere ? "reaches " + before.label(left.get(), probe) : before.decision(was, becomes),
                    after.decision(becomes, was)));
        }
        if (cases.isEmpty() && left.isPresent() && reached.isPresent()) {
            Packet arrived = left.get().packet();
            Packet arrives = reached.get().packet();
            if (!arrived.equals(arrives)) {
                cases.add(new ImpactLines.Case(
                        Effect.REWRITTEN, after.label(reached.get(), probe), shown(arrived), shown(arrives)));
            }
        }
        return cases;
    }

    private static String shown(Packet packet) {
        return "arrives from " + packet.source() + " for " + packet.destination();
    }

    /** One of the two topologies, ready to be asked. */
    private static final class Side {
        private final VpcState cloud;
        private final Topology topology;
        private final Crossings crossings;
        private final Walker walker;
        private final CloudNames names;

        Side(VpcState cloud, Topology topology, Identities identities, LayoutSettings settings) {
            this.cloud = cloud;
            this.topology = topology;
            this.crossings = new Crossings(cloud, topology, settings);
            this.walker = Walker.assumingAllAlive(topology);
            this.names = new CloudNames(cloud, topology, identities);
        }

        Course play(Probe probe) {
            return Course.of(new ConversationWalk(cloud, crossings, walker), probe);
        }

        /** Who is reached, and by which address if that is not its own. */
        String label(Walk.Landing landing, Probe probe) {
            Packet sent = probe.packet();
            boolean isOutside = landing.at().orElse(null) instanceof Endpoint.Outside;
            String who = isOutside
                    ? "internet:" + sent.destination()
                    : landing.at().map(Endpoint::toString).orElse("");
            boolean isOwn = isOutside || landing.packet().destination().equals(sent.destination());
            return isOwn ? who : who + " by " + sent.destination();
        }

        /** The rule or route at which the two courses part, or how this one ends. */
        String decision(Course course, Course other) {
            Optional<Step> decisive = course.isOpen()
                    ? course.turningPoint(other)
                    : course.refusal().map(Step.class::cast);
            return decisive.map(step -> (course.isOpen() ? "passes " : "refused by ")
                            + Hop.of(step, topology, names).policy())
                    .orElseGet(() -> course.isOpen() ? "delivered" : course.ending());
        }
    }
}
