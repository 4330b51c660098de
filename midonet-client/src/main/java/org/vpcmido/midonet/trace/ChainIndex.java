// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

/**
 * The chains of a topology, and which of them agents cannot load: a chain needs all its rules, the chains that it jumps
 * to and its address groups (midonet-datapath-semantics.md 14).
 */
final class ChainIndex {
    private final Topology topology;
    private final Map<Key, Set<Ipv4>> addressGroups = new HashMap<>();
    private final Map<Key, ChainNode> chains = new HashMap<>();
    private final Map<Key, String> unloadable = new HashMap<>();

    ChainIndex(Topology topology) {
        this.topology = topology;
        topology.all(Kind.IP_ADDR_GROUP, IpAddrGroup.class)
                .forEach(group -> addressGroups.put(group.key(), new HashSet<>()));
        topology.all(Kind.IP_ADDR_GROUP_ADDR, IpAddrGroupAddr.class)
                .forEach(member -> addressGroups
                        .getOrDefault(member.group(), new HashSet<>())
                        .add(member.address()));
        ConditionCompiler compiler = new ConditionCompiler(addressGroups);
        Map<Key, Set<Key>> callers = new HashMap<>();
        topology.all(Kind.CHAIN, Chain.class).forEach(chain -> add(chain, compiler, callers));
        spread(callers);
    }

    Map<Key, ChainNode> chains() {
        return chains;
    }

    /** Why agents cannot load what uses this filter, if so. */
    Optional<String> obstacle(Optional<Key> filter) {
        return filter.flatMap(chain -> chains.containsKey(chain)
                ? Optional.ofNullable(unloadable.get(chain))
                : Optional.of("chain " + chain + " does not exist"));
    }

    Optional<ChainNode> chain(Optional<Key> filter) {
        return filter.flatMap(key -> Optional.ofNullable(chains.get(key)));
    }

    private void add(Chain chain, ConditionCompiler compiler, Map<Key, Set<Key>> callers) {
        List<Rule> rules = topology.rules(chain.key());
        List<ChainNode.RuleNode> nodes = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            int number = nodes.size() + 1;
            obstacle(rule)
                    .ifPresent(why ->
                            unloadable.putIfAbsent(chain.key(), "rule " + chain.name() + "#" + number + " " + why));
            rule.jumpTarget()
                    .ifPresent(target -> callers.computeIfAbsent(target, none -> new HashSet<>())
                            .add(chain.key()));
            nodes.add(new ChainNode.RuleNode(
                    rule.key(), number, compiler.compile(rule.match(), fragments(rule)), rule.action(), rule.match()));
        }
        chains.put(chain.key(), new ChainNode(chain.key(), chain.name(), nodes));
    }

    private Optional<String> obstacle(Rule rule) {
        Optional<Key> missingGroup = rule.match()
                .addressGroups()
                .filter(group -> !addressGroups.containsKey(group))
                .findFirst();
        if (missingGroup.isPresent()) {
            return Optional.of("names address group " + missingGroup.get() + ", which does not exist");
        }
        Optional<Key> missingChain = rule.jumpTarget().filter(target -> !topology.contains(target));
        if (missingChain.isPresent()) {
            return Optional.of("jumps to chain " + missingChain.get() + ", which does not exist");
        }
        if (rule.action() instanceof RuleAction.Nat nat
                && !isDynamic(nat)
                && Set.copyOf(nat.targets()).size() > 1) {
            return Optional.of("is static NAT with " + nat.targets().size() + " targets, and can have one");
        }
        return Optional.empty();
    }

    /** Dynamic as soon as any target has a port (ForwardNatRule). */
    static boolean isDynamic(RuleAction.Nat nat) {
        for (NatTarget target : nat.targets()) {
            if (target.portFrom() != 0 || target.portTo() != 0) {
                return true;
            }
        }
        return false;
    }

    /** MidoNet forces the policy of dynamic NAT (midonet-datapath-semantics.md 9.3). */
    private static FragmentPolicy fragments(Rule rule) {
        return rule.action() instanceof RuleAction.Nat nat && isDynamic(nat)
                ? FragmentPolicy.UNFRAGMENTED
                : rule.match().fragments().orElseThrow();
    }

    /** What jumps to an unloadable chain cannot be loaded either. */
    private void spread(Map<Key, Set<Key>> callers) {
        Deque<Key> open = new ArrayDeque<>(unloadable.keySet());
        while (!open.isEmpty()) {
            Key broken = open.removeFirst();
            for (Key caller : callers.getOrDefault(broken, Set.of())) {
                if (unloadable.putIfAbsent(caller, unloadable.getOrDefault(broken, "")) == null) {
                    open.addLast(caller);
                }
            }
        }
    }
}
