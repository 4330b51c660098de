// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcState;

/**
 * The parts of a cloud whose packets may fare as they did before: what is held, and the interfaces that stand on it.
 *
 * @param names cloud ids, and names of uplink gateways
 * @param isEveryUplink whether uplinks are held, and the cloud has none that is not
 */
record HeldSubjects(Set<String> names, boolean isEveryUplink) {
    HeldSubjects {
        names = Set.copyOf(names);
    }

    static HeldSubjects of(Checked cloud) {
        Set<String> held = cloud.holds().stream().map(Hold::owner).collect(Collectors.toCollection(HashSet::new));
        Set<String> standing = cloud.state().interfaces().values().stream()
                .filter(each -> footing(cloud.state(), each).anyMatch(held::contains))
                .map(each -> each.id().value())
                .collect(Collectors.toUnmodifiableSet());
        held.addAll(standing);
        boolean isEveryUplink = cloud.state().configuration().gateways().isEmpty()
                && cloud.holds().stream().anyMatch(Hold::isOfGateways);
        return new HeldSubjects(held, isEveryUplink);
    }

    /** An interface depends on its instance, groups, VPC, and on its subnet's ACL and routes. */
    private static Stream<String> footing(VpcState cloud, NetworkInterface each) {
        return Stream.of(
                        Stream.of(each.instanceId(), each.nameInMidonet(), each.vpcId(), each.subnetId()),
                        each.securityGroups().stream(),
                        Optional.ofNullable(cloud.subnets().get(each.subnetId())).stream()
                                .flatMap(subnet -> Stream.of(subnet.networkAclId(), subnet.routeTableId())))
                .flatMap(ids -> ids)
                .map(Object::toString);
    }

    boolean touches(String subject) {
        return names.contains(subject);
    }
}
