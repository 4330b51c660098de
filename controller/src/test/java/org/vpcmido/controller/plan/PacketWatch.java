// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.verify.PacketFates;
import org.vpcmido.controller.verify.PacketFates.Established;
import org.vpcmido.controller.verify.PacketFates.Fate;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Outcome;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.VpcState;

/**
 * Conversations that fare alike at both ends of a change, to be tried between any two writes: new ones, and such as were
 * opened before the change. Of many that are sampled, those are preferred that take another way at the end than at the
 * beginning, and then those that meet something that is written: what they stand on is being rebuilt.
 *
 * <p>A machine that is itself unplugged in one place and plugged in at another is not watched: MidoNet refuses a second
 * binding of a port, so it is away for two writes.
 */
final class PacketWatch {
    private static final int SAMPLES_PER_PACKET = 10;

    private final boolean isOneChange;
    private final VpcState machines;
    private final Set<Key> touched = new HashSet<>();
    private final Set<Key> replugged;
    private final List<Watched> watched = new ArrayList<>();
    private int checks;

    /** A conversation, and what must stay as it is. */
    private record Watched(
            Established before, Expected opening, Expected going, boolean isRerouted, boolean isTouched) {
        int rank() {
            return isRerouted ? 0 : isTouched ? 1 : 2;
        }
    }

    /** Absent where both ends of the change differ. */
    private record Expected(Optional<List<String>> packet, Optional<List<String>> answer) {
        static Expected of(Fate before, Fate after, boolean isOneChange) {
            Optional<List<String>> packet = Optional.of(before.packet())
                    .filter(after.packet()::equals)
                    .filter(same -> isOneChange || reasons(before).equals(reasons(after)));
            Optional<List<String>> answer =
                    before.answer().filter(each -> after.answer().equals(Optional.of(each)));
            return new Expected(packet, packet.flatMap(same -> answer));
        }

        /** The rules that took part in the decision, whatever their numbers, the routes, and where it ended. */
        private static List<Object> reasons(Fate fate) {
            List<Object> reasons = new ArrayList<>();
            for (Step step : fate.ways()) {
                if (step instanceof Step.Routed) {
                    reasons.add(step);
                } else if (step instanceof Step.Matched matched && matched.outcome() != Outcome.JUMP) {
                    reasons.add(matched.rule());
                } else if (step instanceof Step.Left) {
                    reasons.add(step);
                }
            }
            return reasons;
        }

        boolean isMetBy(Fate now) {
            return packet.stream().allMatch(now.packet()::equals)
                    && answer.stream().allMatch(each -> now.answer().equals(Optional.of(each)));
        }

        @Override
        public String toString() {
            return packet.map(same -> new Fate(same, answer, List.of()).toString())
                    .orElse("anything");
        }
    }

    /**
     * @param was the cloud before
     * @param step to the cloud after
     * @param packets how many conversations to watch, half of them drawn from each cloud
     * @param isOneChange whether what fares alike at both ends must do so between them whatever decides it. Of several
     *     changes that nothing orders, one may open or close a way before another closes or opens it elsewhere; then
     *     only what fares alike for the same reasons is watched
     */
    PacketWatch(VpcState was, CloudStep step, Topology after, int packets, long seed, boolean isOneChange) {
        this.isOneChange = isOneChange;
        VpcState is = step.cloud().state();
        this.machines = PacketFates.machines(was, is);
        step.plan().changes().forEach(change -> {
            touched.add(change.key());
            touched.add(change.lane());
            touched.addAll(change.subject().references());
        });
        this.replugged = step.plan()
                .changes()
                .filter(change -> change.action() == Change.Action.DELETE)
                .flatMap(change ->
                        change.subject() instanceof HostInterfacePort binding ? Stream.of(binding.port()) : Stream.of())
                .collect(Collectors.toSet());
        PacketFates first = new PacketFates(machines, step.actual());
        PacketFates last = new PacketFates(machines, after);
        for (VpcState cloud : List.of(was, is)) {
            ProbeSampler sampler = new ProbeSampler(cloud, seed);
            Stream.generate(() -> first.open(sampler.next()))
                    .limit((long) packets * SAMPLES_PER_PACKET)
                    .flatMap(opened -> compare(opened, first, last).stream())
                    .sorted(Comparator.comparing(Watched::rank))
                    .limit(packets / 2)
                    .forEach(watched::add);
        }
    }

    private Optional<Watched> compare(Established was, PacketFates first, PacketFates last) {
        Established is = last.open(was.probe());
        Expected opening = Expected.of(was.fate(), is.fate(), isOneChange);
        Expected going = Expected.of(first.resume(was), last.resume(was), isOneChange);
        List<Step> ways = Stream.concat(was.fate().ways().stream(), is.fate().ways().stream())
                .toList();
        boolean isTouched = ways.stream().flatMap(PacketWatch::keys).anyMatch(touched::contains);
        boolean isReplugged = Stream.concat(
                        ways.stream().flatMap(PacketWatch::keys),
                        Stream.concat(was.entrances().stream(), is.entrances().stream()))
                .anyMatch(replugged::contains);
        boolean isOfInterest = opening.packet().isPresent() || going.packet().isPresent();
        return Optional.of(new Watched(
                        was, opening, going, !was.fate().ways().equals(is.fate().ways()), isTouched))
                .filter(each -> isOfInterest && !isReplugged);
    }

    private static Stream<Key> keys(Step step) {
        if (step instanceof Step.Entered entered) {
            return Stream.of(entered.port());
        } else if (step instanceof Step.Reached reached) {
            return Stream.of(reached.device());
        } else if (step instanceof Step.Routed routed) {
            return Stream.of(routed.route());
        } else if (step instanceof Step.Left left) {
            return Stream.of(left.port());
        } else if (step instanceof Step.Matched matched) {
            return Stream.of(matched.chain(), matched.rule());
        }
        return Stream.of();
    }

    /** In words, what fares otherwise now. */
    List<String> check(Topology now) {
        PacketFates fates = new PacketFates(machines, now);
        List<String> violations = new ArrayList<>();
        for (Watched each : watched) {
            checks += 2;
            Fate opened = fates.open(each.before().probe()).fate();
            if (!each.opening().isMetBy(opened)) {
                violations.add("new " + each.before().probe() + ": " + opened + ", not " + each.opening());
            }
            Fate resumed = fates.resume(each.before());
            if (!each.going().isMetBy(resumed)) {
                violations.add("established " + each.before().probe() + ": " + resumed + ", not " + each.going());
            }
        }
        return violations;
    }

    int watched() {
        return watched.size();
    }

    /** How many conversations were tried so far, on all topologies together. */
    int checks() {
        return checks;
    }

    @Override
    public String toString() {
        return watched.size() + " conversations, of which "
                + watched.stream().filter(each -> each.rank() == 0).count() + " take another way and "
                + watched.stream().filter(each -> each.rank() == 1).count() + " meet something that is written";
    }
}
