// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;

/**
 * What must hold between any two writes on the way from one topology to another. {@link ReplayedMidonet} looks after
 * owners of addresses and references to nothing; this, after chains in use.
 */
final class SafetyWatch {
    private static final Key ACLS = new Key("network-acl");
    private static final Key INTERFACES = new Key("interface");

    private final Topology before;
    private final Topology after;

    SafetyWatch(Topology before, Topology after) {
        this.before = before;
        this.after = after;
    }

    /** @throws AssertionError naming the chain or port that is not safe in {@code now} */
    void check(Topology now) {
        Set<Key> used = new HashSet<>();
        now.resources().stream()
                .filter(each -> !(each instanceof Rule))
                .flatMap(each -> each.references().stream())
                .filter(key -> now.find(key, Chain.class).isPresent())
                .forEach(chain -> use(chain, now, used));
        for (Key chain : used) {
            assertWhole(chain, now);
            if (chain.isWithin(ACLS)) {
                assertEndsInDrop(chain, now);
            }
        }
        now.all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class)
                .filter(binding -> binding.port().isWithin(INTERFACES))
                .forEach(binding -> assertFiltered(binding.port(), now));
    }

    private static void use(Key chain, Topology now, Set<Key> used) {
        if (used.add(chain)) {
            now.rules(chain).forEach(rule -> {
                if (rule.action() instanceof RuleAction.Jump jump) {
                    use(jump.chain(), now, used);
                }
            });
        }
    }

    /** It has at least the rules that it had and keeps; if it is new or goes, all of them. */
    private void assertWhole(Key chain, Topology now) {
        Set<Key> needed;
        if (!before.contains(chain)) {
            needed = keys(after, chain);
        } else {
            needed = keys(before, chain);
            if (after.contains(chain)) {
                needed.retainAll(keys(after, chain));
            }
        }
        assertThat(keys(now, chain)).as("rules of %s, which is in use", chain).containsAll(needed);
    }

    private static void assertEndsInDrop(Key chain, Topology now) {
        List<Rule> rules = now.rules(chain);
        assertThat(rules).as("rules of %s, which is in use", chain).isNotEmpty();
        assertThat(rules.get(rules.size() - 1).action())
                .as("the end of %s", chain)
                .isEqualTo(RuleAction.Verdict.DROP);
    }

    private static void assertFiltered(Key port, Topology now) {
        BridgePort bound = now.find(port, BridgePort.class).orElseThrow();
        assertThat(bound.filters()).as("filters of %s, which is bound", port).hasSize(2);
        for (Key chain : bound.filters().toList()) {
            assertEndsInDrop(chain, now);
        }
        Bridge bridge = now.find(bound.bridge(), Bridge.class).orElseThrow();
        assertThat(bridge.inboundFilter())
                .as("filter of %s, where %s is bound", bridge.key(), port)
                .isPresent();
        assertThat(bridge.outboundFilter())
                .as("filter of %s, where %s is bound", bridge.key(), port)
                .isPresent();
    }

    private static Set<Key> keys(Topology topology, Key chain) {
        return topology.rules(chain).stream().map(Rule::key).collect(Collectors.toSet());
    }
}
