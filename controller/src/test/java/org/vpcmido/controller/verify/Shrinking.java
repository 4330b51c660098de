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
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

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
                        without(cloud, VpcState::natGateways, Shrinking::withNatGateways),
                        without(cloud, VpcState::interfaces, Shrinking::withInterfaces),
                        without(cloud, VpcState::securityGroups, Shrinking::withGroups),
                        without(cloud, VpcState::subnets, Shrinking::withSubnets),
                        without(cloud, VpcState::networkAcls, Shrinking::withAcls),
                        without(cloud, VpcState::routeTables, Shrinking::withTables),
                        without(cloud, VpcState::vpcs, Shrinking::withVpcs))
                .flatMap(candidates -> candidates)
                .filter(isStillWrong)
                .findFirst();
    }

    private static <I extends Comparable<? super I>, E> Stream<VpcState> without(
            VpcState cloud,
            Function<VpcState, NavigableMap<I, E>> entities,
            BiFunction<VpcState, NavigableMap<I, E>, VpcState> with) {
        NavigableMap<I, E> all = entities.apply(cloud);
        return all.keySet().stream().map(id -> {
            NavigableMap<I, E> fewer = new TreeMap<>(all);
            fewer.remove(id);
            return with.apply(cloud, fewer);
        });
    }

    private static VpcState withVpcs(VpcState cloud, NavigableMap<VpcId, Vpc> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                fewer,
                cloud.subnets(),
                cloud.routeTables(),
                cloud.networkAcls(),
                cloud.natGateways(),
                cloud.interfaces(),
                cloud.securityGroups(),
                cloud.dhcpOptionSets());
    }

    private static VpcState withSubnets(VpcState cloud, NavigableMap<SubnetId, Subnet> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                fewer,
                cloud.routeTables(),
                cloud.networkAcls(),
                cloud.natGateways(),
                cloud.interfaces(),
                cloud.securityGroups(),
                cloud.dhcpOptionSets());
    }

    private static VpcState withTables(VpcState cloud, NavigableMap<RouteTableId, RouteTable> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                cloud.subnets(),
                fewer,
                cloud.networkAcls(),
                cloud.natGateways(),
                cloud.interfaces(),
                cloud.securityGroups(),
                cloud.dhcpOptionSets());
    }

    private static VpcState withAcls(VpcState cloud, NavigableMap<NetworkAclId, NetworkAcl> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                cloud.subnets(),
                cloud.routeTables(),
                fewer,
                cloud.natGateways(),
                cloud.interfaces(),
                cloud.securityGroups(),
                cloud.dhcpOptionSets());
    }

    private static VpcState withNatGateways(VpcState cloud, NavigableMap<NatGatewayId, NatGateway> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                cloud.subnets(),
                cloud.routeTables(),
                cloud.networkAcls(),
                fewer,
                cloud.interfaces(),
                cloud.securityGroups(),
                cloud.dhcpOptionSets());
    }

    private static VpcState withInterfaces(VpcState cloud, NavigableMap<NetworkInterfaceId, NetworkInterface> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                cloud.subnets(),
                cloud.routeTables(),
                cloud.networkAcls(),
                cloud.natGateways(),
                fewer,
                cloud.securityGroups(),
                cloud.dhcpOptionSets());
    }

    private static VpcState withGroups(VpcState cloud, NavigableMap<SecurityGroupId, SecurityGroup> fewer) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                cloud.subnets(),
                cloud.routeTables(),
                cloud.networkAcls(),
                cloud.natGateways(),
                cloud.interfaces(),
                fewer,
                cloud.dhcpOptionSets());
    }
}
