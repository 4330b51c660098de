// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.VpcState;
import org.vpcmido.model.vpc.VpcStateBuilder;

/**
 * Makes a cloud in which something is wrong smaller, as long as it stays wrong: entity by entity, until none can be
 * spared. What refers to something removed is held then, and what is held is no disagreement.
 */
final class Shrinking {
    private final Predicate<VpcState> isStillWrong;

    private Shrinking(Predicate<VpcState> isStillWrong) {
        this.isStillWrong = isStillWrong;
    }

    /** As long as the judges disagree on the conversation that a packet opens. */
    static Shrinking whileDisagreeingOn(Probe probe, Function<VpcState, Built> build) {
        return new Shrinking(cloud -> {
            Built built = build.apply(cloud);
            return has(built.cloud().state(), probe.sender())
                    && built.judges().judgeWithError(probe).stream().anyMatch(Comparison::isDisagreement);
        });
    }

    private static boolean has(VpcState cloud, Endpoint sender) {
        return !(sender instanceof Endpoint.AtInterface at)
                || cloud.interfaces().containsKey(at.id());
    }

    /** The smallest that single removals lead to. */
    VpcState shrink(VpcState cloud) {
        Optional<VpcState> smaller = smaller(cloud);
        while (smaller.isPresent()) {
            cloud = smaller.get();
            smaller = smaller(cloud);
        }
        return cloud;
    }

    static int size(VpcState cloud) {
        return cloud.vpcs().size()
                + cloud.subnets().size()
                + cloud.routeTables().size()
                + cloud.networkAcls().size()
                + cloud.natGateways().size()
                + cloud.interfaces().size()
                + cloud.securityGroups().size();
    }

    private Optional<VpcState> smaller(VpcState cloud) {
        return Stream.of(
                        without(cloud, VpcState::natGateways, VpcStateBuilder::natGateways),
                        without(cloud, VpcState::interfaces, VpcStateBuilder::interfaces),
                        without(cloud, VpcState::securityGroups, VpcStateBuilder::securityGroups),
                        without(cloud, VpcState::subnets, VpcStateBuilder::subnets),
                        without(cloud, VpcState::networkAcls, VpcStateBuilder::networkAcls),
                        without(cloud, VpcState::routeTables, VpcStateBuilder::routeTables),
                        without(cloud, VpcState::vpcs, VpcStateBuilder::vpcs))
                .flatMap(candidates -> candidates)
                .filter(isStillWrong)
                .findFirst();
    }

    private static <I extends Comparable<? super I>, E> Stream<VpcState> without(
            VpcState cloud,
            Function<VpcState, NavigableMap<I, E>> entities,
            BiFunction<VpcStateBuilder, NavigableMap<I, E>, VpcStateBuilder> exchange) {
        NavigableMap<I, E> all = entities.apply(cloud);
        return all.keySet().stream().map(id -> {
            NavigableMap<I, E> fewer = new TreeMap<>(all);
            fewer.remove(id);
            return exchange.apply(cloud.edit(), fewer).build();
        });
    }
}
