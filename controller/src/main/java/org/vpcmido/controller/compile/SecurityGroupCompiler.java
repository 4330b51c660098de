// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroup.PeerCidr;
import org.vpcmido.model.vpc.SecurityGroup.PeerGroup;
import org.vpcmido.model.vpc.SecurityGroupId;

/** A security group is a chain of accepts for each direction, and the sets of its members' addresses. */
final class SecurityGroupCompiler implements ConceptCompiler {
    private static final Stratum ANYWHERE = Stratum.of(0);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        Map<SecurityGroupId, List<NetworkInterface>> members = blueprint.state().members();
        for (SecurityGroup group : blueprint.state().securityGroups().values()) {
            SecurityGroupId id = group.id();
            draft.because(Keys.securityGroup(id), id + " is in the cloud");
            compileAddresses(id, members.getOrDefault(id, List.of()), blueprint, draft);
            compileRules(id, Direction.INGRESS, group.ingress(), blueprint, draft);
            compileRules(id, Direction.EGRESS, group.egress(), blueprint, draft);
        }
    }

    private static void compileAddresses(
            SecurityGroupId id, List<NetworkInterface> members, Blueprint blueprint, Draft draft) {
        Key privates = Keys.groupPrivateAddresses(id);
        Key publics = Keys.groupPublicAddresses(id);
        Key all = Keys.groupAllAddresses(id);
        draft.add(
                new IpAddrGroup(privates, Names.groupAddresses(id, "priv")),
                new IpAddrGroup(publics, Names.groupAddresses(id, "pub")),
                new IpAddrGroup(all, Names.groupAddresses(id, "all")));
        for (NetworkInterface member : members) {
            if (!blueprint.hasSubnet(member.subnetId())) {
                continue;
            }
            String cause = member.nameInMidonet() + " is in " + id;
            addAddress(privates, member.privateAddress(), cause, draft);
            addAddress(all, member.privateAddress(), cause, draft);
            // Traffic between members by way of their elastic IPs arrives with a public source.
            member.publicAddress().ifPresent(address -> {
                addAddress(publics, address, cause, draft);
                addAddress(all, address, cause, draft);
            });
        }
    }

    private static void addAddress(Key group, Ipv4 address, String cause, Draft draft) {
        draft.add(new IpAddrGroupAddr(group, address), cause);
    }

    private static void compileRules(
            SecurityGroupId id, Direction direction, List<SecurityGroup.Rule> rules, Blueprint blueprint, Draft draft) {
        Key chain = direction == Direction.INGRESS ? Keys.groupIngressChain(id) : Keys.groupEgressChain(id);
        draft.add(new Chain(chain, Names.TENANT, Names.groupChain(id, direction.word())));
        RuleList list = new RuleList(chain);
        Set<SecurityGroup.Rule> seen = new HashSet<>();
        for (SecurityGroup.Rule rule : rules) {
            if (seen.add(rule) && isMeaningful(rule, blueprint)) {
                compileRule(
                        id,
                        new TrafficRule(chain, Verdict.ACCEPT, peer(direction, rule, blueprint), rule.traffic()),
                        direction.word() + " rule '" + rule + "'",
                        list,
                        blueprint,
                        draft);
            }
        }
        draft.add(list);
    }

    /**
     * One rule that names an address group that is not there makes a whole subnet deaf and dumb
     * (eucanetd-packets-observed.md 1), whatever was checked before.
     */
    private static boolean isMeaningful(SecurityGroup.Rule rule, Blueprint blueprint) {
        return !(rule.peer() instanceof PeerGroup peer)
                || blueprint.state().securityGroups().containsKey(peer.id());
    }

    private static UnaryOperator<Match.Builder> peer(
            Direction direction, SecurityGroup.Rule rule, Blueprint blueprint) {
        if (rule.peer() instanceof PeerCidr peer) {
            return where -> direction.peer(where, peer.cidr());
        } else if (rule.peer() instanceof PeerGroup peer) {
            boolean privateOnly = blueprint.corrections().include(Correction.GROUP_REFERENCES_PRIVATE);
            Key members = privateOnly ? Keys.groupPrivateAddresses(peer.id()) : Keys.groupAllAddresses(peer.id());
            return where -> direction.peer(where, members);
        }
        return where -> where;
    }

    private static void compileRule(
            SecurityGroupId id, TrafficRule rule, String words, RuleList list, Blueprint blueprint, Draft draft) {
        if (!rule.isRefused(blueprint)) {
            rule.addTo(list, Optional.of(ANYWHERE), id + " is in the cloud", blueprint, draft);
            return;
        }
        // 5.2.1 took it from eucanetd, and cannot be told from 5.2.2, which would not take it from us.
        draft.hold(rule.plainKey());
        draft.report(Finding.error(
                id.value(),
                "zero-refused",
                id + ": " + words + " names 0, and this MidoNet takes 1 to 65535",
                "rule left out, unless correction " + Correction.PORT_ZERO.id() + " is wanted"));
    }
}
