// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Ipv4;

/** The desired topology while it is being put together; confined to one compilation. */
public final class Draft {
    private final Map<Key, Resource> resources = new LinkedHashMap<>();
    private final Map<Key, Stratum> strata = new HashMap<>();
    private final Map<Key, String> causes = new HashMap<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<Key> heldKeys = new HashSet<>();
    private final Map<Key, Set<Ipv4>> heldAddresses = new HashMap<>();
    private final Map<Key, Set<Holds.Part>> heldParts = new HashMap<>();

    /** Asks for resources. Of two different ones with one key the first is kept, and the second reported. */
    public void add(Resource... wanted) {
        for (Resource each : wanted) {
            Resource other = resources.putIfAbsent(each.key(), each);
            if (other != null && !other.equals(each)) {
                report(Finding.error(
                        each.key().path(),
                        "conflicting-wishes",
                        "two things are asked for under the name " + each.key(),
                        "first one built"));
            }
        }
    }

    /** Asks for the rules of a chain. */
    public void add(RuleList rules) {
        rules.forEach((rule, stratum, cause) -> {
            add(rule);
            stratum.ifPresent(place -> strata.put(rule.key(), place));
            cause.ifPresent(why -> because(rule.key(), why));
        });
    }

    /** Says why {@code key} and all below it are asked for. */
    public void because(Key key, String cause) {
        causes.put(key, cause);
    }

    /** Says why a resource is not asked for that eucanetd makes. */
    void leaveOut(Resource unwanted, String cause) {
        causes.put(unwanted.key(), cause);
    }

    /** Says why the rules of a chain are not asked for that eucanetd makes. */
    void leaveOut(RuleList rules, String cause) {
        rules.forEach((rule, stratum, none) -> leaveOut(rule, cause));
    }

    /** Asks for a resource, and says why. */
    public void add(Resource wanted, String cause) {
        add(wanted);
        because(wanted.key(), cause);
    }

    /** Leaves alone what MidoNet has under {@code key}, below it, or referring to it. */
    public void hold(Key key) {
        heldKeys.add(key);
    }

    /** Leaves alone what MidoNet has below {@code key} that is about {@code address}. */
    public void hold(Key key, Ipv4 address) {
        heldAddresses.computeIfAbsent(key, none -> new HashSet<>()).add(address);
    }

    /** Leaves alone a part of what MidoNet has below {@code key}. */
    public void hold(Key key, Holds.Part part) {
        heldParts.computeIfAbsent(key, none -> new HashSet<>()).add(part);
    }

    /** Tells the operator; the same thing is told once. */
    public void report(Finding finding) {
        findings.add(finding);
    }

    Desired desired(Desired.Numbers numbers) {
        return new Desired(
                Topology.of(resources.values()),
                strata,
                new Holds(heldKeys, heldAddresses, heldParts),
                causes,
                List.copyOf(findings),
                numbers);
    }
}
