// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Fate;
import org.vpcmido.model.verdict.Reason;
import org.vpcmido.model.verdict.Verdict;
import org.vpcmido.model.verdict.Verdict.Refused;

/**
 * How often packets met each cause to be refused or lost: by the rules of a VPC, and in MidoNet, where every rule that
 * drops is a cause, whoever's it is. What is never met is never compared.
 */
final class Coverage {
    /** Rules about Ethernet and ARP, which honest guests never meet ({@code spec.NetworkInterfaceSpec} forges both). */
    private static final String FORGED = ".*(dlSrc|dlDst|dlType=2054).*";

    /** What agents lose packets for without a rule. */
    private static final List<String> WITHOUT_RULE = List.of(
            "route of type BlackHole",
            "no route",
            "answered: no route",
            "answered: answered by the router",
            "answered: answered by DHCP",
            "for the router itself, and not an ICMP request",
            "nobody answers ARP for ADDRESS",
            "port subnet/*/metadata-tap-port is down");

    private final Map<String, Integer> times = new TreeMap<>();

    Coverage() {
        Stream.of(Reason.values()).forEach(reason -> times.put(cause(reason), 0));
        WITHOUT_RULE.forEach(why -> times.put("MidoNet: " + why, 0));
    }

    /** Every rule of {@code topology} that drops is to be met some time. */
    void expect(Topology topology) {
        topology.all(Kind.RULE, Rule.class)
                .filter(rule -> rule.action() == RuleAction.Verdict.DROP)
                .map(Coverage::cause)
                .filter(cause -> !cause.matches(FORGED))
                .forEach(cause -> times.putIfAbsent(cause, 0));
    }

    void count(Verdict verdict) {
        if (verdict instanceof Refused refused) {
            count(cause(refused.reason()));
        }
    }

    void count(Walk walk, Topology topology) {
        if (!(walk.verdict().map(each -> each.fate()).orElse(null) instanceof Fate.Delivered)) {
            count(walk.decidingRule()
                    .flatMap(matched -> topology.find(matched.rule(), Rule.class))
                    .map(Coverage::cause)
                    .orElseGet(() -> "MidoNet: " + generic(walk.ending().replaceFirst("^dropped: ", ""))));
        }
    }

    private void count(String cause) {
        times.merge(cause, 1, Integer::sum);
    }

    private static String cause(Reason reason) {
        return "VPC: " + reason;
    }

    /** Entries of network ACLs are too many to meet each, and alike. */
    private static String cause(Rule rule) {
        String chain = generic(rule.chain().path());
        boolean isEntry = chain.startsWith("network-acl/");
        return "MidoNet: drop in " + chain
                + (isEntry ? "" : " of " + generic(rule.match().toString()));
    }

    private static String generic(String words) {
        return words.replaceAll("\\d+(\\.\\d+){3}(/\\d+)?", "ADDRESS").replaceAll("/[a-z]+-[0-9a-f]{8,}", "/*");
    }

    /** What was never met. */
    Set<String> missing() {
        return times.entrySet().stream()
                .filter(each -> each.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A line for each cause, with how often it was met. */
    @Override
    public String toString() {
        return times.entrySet().stream()
                .map(each -> "%,11d  %s".formatted(each.getValue(), each.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
