// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroup.PeerCidr;
import org.vpcmido.model.vpc.SecurityGroup.PeerGroup;
import org.vpcmido.model.vpc.SecurityGroup.Rule;
import org.vpcmido.model.vpc.VpcId;

/**
 * The union of an interface's groups: a packet passes if one rule of one group allows it. A group as a peer means the
 * private addresses of its members in the same VPC, never their public ones, unless it is told so.
 *
 * @param allowed whose traffic counts among the rules
 * @param byPublicAddress whether their public addresses count, too
 */
record SecurityGroupJudge(CloudIndex cloud, AllowedTraffic allowed, boolean byPublicAddress) {
    Judgement onSending(NetworkInterface sender, Packet packet) {
        return judge(sender, packet, packet.destination(), "egress", SecurityGroup::egress);
    }

    Judgement onReceiving(NetworkInterface receiver, Packet packet) {
        return judge(receiver, packet, packet.source(), "ingress", SecurityGroup::ingress);
    }

    private Judgement judge(
            NetworkInterface owner,
            Packet packet,
            Ipv4 peer,
            String direction,
            Function<SecurityGroup, List<Rule>> rules) {
        for (var id : owner.securityGroups()) {
            Optional<Rule> allowing = cloud.securityGroup(id).map(rules).orElse(List.of()).stream()
                    .filter(rule -> allowed.counts(rule.traffic())
                            && TrafficMatch.covers(rule.traffic(), packet)
                            && isPeer(owner.vpcId(), rule, peer))
                    .findFirst();
            if (allowing.isPresent()) {
                return Judgement.pass(id, direction + " rule '" + allowing.get() + "' allows");
            }
        }
        String groups = owner.securityGroups().isEmpty()
                ? "has no security group"
                : "no " + direction + " rule of " + owner.securityGroups() + " allows " + packet;
        return Judgement.refuse(Reason.SECURITY_GROUP, owner.id(), groups);
    }

    private boolean isPeer(VpcId vpc, Rule rule, Ipv4 address) {
        if (rule.peer() instanceof PeerGroup group) {
            return cloud.isMember(vpc, group.id(), address)
                    || (byPublicAddress && cloud.isPublicMember(vpc, group.id(), address));
        }
        return rule.peer() instanceof PeerCidr block && block.cidr().contains(address);
    }
}
