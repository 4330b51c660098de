// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

/**
 * A topology without the numbers that are given out in the order of requests: those of routers and of metadata
 * identities (eucanetd-vpcmido.md 2.2), which also show in addresses. Two topologies for one cloud that came about on
 * different ways are alike in this form.
 */
public final class Renumbered {
    private static final Pattern ROUTER = Pattern.compile("(vr_vpc-\\w+|natr_nat-\\w+_subnet-\\w+)_(\\d+)");
    private static final Pattern METADATA_CHAIN = Pattern.compile("vc_(vpc-\\w+)_mdulout");
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b");
    private static final Ipv4 TRANSIT = Ipv4.of("169.254.0.0");
    private static final Ipv4 METADATA_TRANSIT = Ipv4.of("169.254.128.0");

    private final Map<String, String> names = new HashMap<>();
    private final SortedMap<String, Integer> lines = new TreeMap<>();

    private Renumbered(Topology topology) {
        topology.all(Kind.ROUTER, Router.class).forEach(this::nameAddresses);
        topology.all(Kind.CHAIN, Chain.class)
                .forEach(chain -> nameIdentities(
                        chain, topology.rules(chain.key()).stream().toList()));
        new NamedTopology(topology).lines().forEach((line, count) -> lines.merge(renumber(line), count, Integer::sum));
    }

    /** How many resources there are, by line. */
    public static SortedMap<String, Integer> lines(Topology topology) {
        return new Renumbered(topology).lines;
    }

    private void nameAddresses(Router router) {
        Matcher name = ROUTER.matcher(router.name());
        if (name.matches()) {
            int number = Integer.parseInt(name.group(2));
            names.put(TRANSIT.plus(number).toString(), "TRANSIT(" + name.group(1) + ")");
            names.put(METADATA_TRANSIT.plus(number).toString(), "METADATA(" + name.group(1) + ")");
        }
    }

    private void nameIdentities(Chain chain, Iterable<Rule> rules) {
        Matcher name = METADATA_CHAIN.matcher(chain.name());
        if (name.matches()) {
            for (Rule rule : rules) {
                RuleAction.Nat nat = (RuleAction.Nat) rule.action();
                String owner = name.group(1) + "/"
                        + rule.match().nwSrc().orElseThrow().value().network();
                names.put(nat.targets().get(0).addressFrom().toString(), "IDENTITY(" + owner + ")");
            }
        }
    }

    private String renumber(String line) {
        String unnumbered = ROUTER.matcher(line).replaceAll("$1_N");
        return ADDRESS.matcher(unnumbered).replaceAll(found -> names.getOrDefault(found.group(), found.group()));
    }
}
