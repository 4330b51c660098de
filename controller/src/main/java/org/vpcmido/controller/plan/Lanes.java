// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;

/**
 * The order of writes within chains and address groups. In a chain additions run from front to back, then removals from
 * back to front, which at every step gives each packet the verdict of the old chain or that of the new one (DESIGN.md).
 */
final class Lanes {
    private final Difference difference;
    private final Handovers handovers;
    private final Written written;
    private final ChangeGraph graph;
    private final Map<Key, Integer> made = new HashMap<>();
    private final Map<Key, Integer> cleared = new HashMap<>();

    Lanes(Difference difference, Handovers handovers, Written written) {
        this.difference = difference;
        this.handovers = handovers;
        this.written = written;
        this.graph = written.graph;
    }

    void order() {
        difference.arrangements.forEach((chain, arrangement) -> {
            int last = orderAdditions(chain, arrangement);
            orderRemovals(chain, arrangement, last);
        });
        orderAddresses();
    }

    /** The point at which everything that is added to a lane is there. */
    OptionalInt made(Key lane) {
        return made.containsKey(lane) ? OptionalInt.of(made.getOrDefault(lane, 0)) : OptionalInt.empty();
    }

    /** The point at which everything that is removed from a lane is gone. */
    OptionalInt cleared(Key lane) {
        return cleared.containsKey(lane) ? OptionalInt.of(cleared.getOrDefault(lane, 0)) : OptionalInt.empty();
    }

    /** A rule that failed holds up the rules that must stand behind it, and not those that may stand before it. */
    private int orderAdditions(Key chain, Arrangement arrangement) {
        int whole = graph.laneGate(chain, chain);
        List<Rule> added = arrangement.added();
        int[] firstsBehind = firstsBehind(arrangement);
        int block = graph.laneGate(chain, chain);
        int nextBlock = graph.laneGate(chain, chain);
        int previous = block;
        int last = Integer.MIN_VALUE;
        for (int index = 0; index < added.size(); index++) {
            int node = written.creation(added.get(index).key()).orElseThrow();
            graph.standsOn(node, block);
            if (handovers.passesOn(added.get(index))) {
                continue; // A chain is whole without the translation of an address that is still another's.
            }
            graph.follows(node, previous);
            graph.standsOn(nextBlock, node);
            graph.standsOn(whole, node);
            previous = node;
            last = Math.max(last, stratum(arrangement, index).last());
            if (index + 1 < added.size() && last < firstsBehind[index + 1]) {
                graph.standsOn(nextBlock, block);
                block = nextBlock;
                nextBlock = graph.laneGate(chain, chain);
            }
        }
        made.put(chain, whole);
        return whole;
    }

    /** For each added rule, the lowest first stratum from there on. */
    private static int[] firstsBehind(Arrangement arrangement) {
        int[] firsts = new int[arrangement.added().size()];
        int lowest = Integer.MAX_VALUE;
        for (int index = firsts.length - 1; index >= 0; index--) {
            lowest = Math.min(lowest, stratum(arrangement, index).first());
            firsts[index] = lowest;
        }
        return firsts;
    }

    private static Stratum stratum(Arrangement arrangement, int index) {
        return arrangement.stratum(arrangement.added().get(index).key());
    }

    /**
     * A rule that only accepts is removed even if an addition failed: what was revoked is revoked. Any other one waits,
     * since without its successor its removal could let through what both the old and the new chain refuse.
     */
    private void orderRemovals(Key chain, Arrangement arrangement, int whole) {
        Map<Key, Key> copies = new HashMap<>();
        arrangement.copies().forEach((copy, old) -> copies.put(old, copy));
        int previous = whole;
        int sofar = whole;
        for (int index = arrangement.removed().size() - 1; index >= 0; index--) {
            Rule rule = arrangement.removed().get(index);
            OptionalInt deletion = written.ownDeletion(rule.key());
            if (deletion.isEmpty() || handovers.vacates(rule.key())) {
                continue;
            }
            int node = deletion.getAsInt();
            graph.follows(node, previous);
            if (rule.action() != RuleAction.Verdict.ACCEPT) {
                graph.standsOn(node, sofar);
            }
            Key copy = copies.get(rule.key());
            if (copy != null) {
                written.creation(copy).ifPresent(creation -> graph.standsOn(node, creation));
            }
            int gate = graph.laneGate(chain, chain);
            graph.standsOn(gate, sofar);
            graph.standsOn(gate, node);
            sofar = gate;
            previous = node;
        }
        cleared.put(chain, sofar);
    }

    /** A machine that changes its groups is in the new one before it leaves the old one. */
    private void orderAddresses() {
        Map<String, Integer> arrived = new HashMap<>();
        for (Change.Create creation : difference.creations.values()) {
            if (creation.subject() instanceof IpAddrGroupAddr member) {
                int node = written.creation(member.key()).orElseThrow();
                graph.standsOn(made.computeIfAbsent(member.group(), group -> graph.laneGate(group, group)), node);
                graph.follows(
                        arrived.computeIfAbsent(
                                member.address().toString(), address -> graph.gate(new Key("address " + address))),
                        node);
            }
        }
        for (Change.Delete deletion : difference.deletions.values()) {
            Resource subject = deletion.subject();
            OptionalInt node = written.ownDeletion(deletion.key());
            if (subject instanceof IpAddrGroupAddr member && node.isPresent()) {
                Integer gate = arrived.get(member.address().toString());
                if (gate != null) {
                    graph.follows(node.getAsInt(), gate);
                }
            }
        }
    }
}
