// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.VpcState;

/**
 * Hosts that the cloud uses and on which no agent of MidoNet is alive. What runs there is wired all the same, so that it
 * works when the agent is back; until then its ports are not active (midonet-observed.md 7).
 */
final class DeadAgents {
    private static final int NAMED_MAX = 20;

    private DeadAgents() {}

    /** A warning for each such host, which names what has to do without. */
    static Stream<Finding> in(VpcState cloud, Adoption adoption) {
        Map<String, Key> hosts = new TreeMap<>(adoption.facts().hosts());
        return hosts.entrySet().stream()
                .filter(host -> adoption.topology()
                        .find(host.getValue(), Host.class)
                        .filter(found -> !found.alive())
                        .isPresent())
                .map(host -> finding(host.getKey(), dependents(host.getKey(), cloud)));
    }

    private static Finding finding(String host, List<String> dependents) {
        return Finding.warning(
                host,
                "agent-down",
                "host " + host + ": no MidoNet agent is alive there, so these have no active ports: "
                        + (dependents.isEmpty() ? "none now" : named(dependents)),
                "wired; without packets until the agent is back");
    }

    private static String named(List<String> dependents) {
        String first = dependents.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
        int more = dependents.size() - NAMED_MAX;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static List<String> dependents(String host, VpcState cloud) {
        List<String> dependents = new ArrayList<>();
        if (cloud.configuration().controllerAddress().toString().equals(host)) {
            dependents.add("the metadata service");
        }
        cloud.configuration().gateways().stream()
                .filter(gateway -> gateway.host().equals(host))
                .forEach(gateway -> dependents.add("gateway " + host + "/" + gateway.device()));
        cloud.hosts().values().stream()
                .filter(each -> each.name().equals(host))
                .flatMap(each -> each.instances().stream())
                .map(InstanceId::value)
                .sorted()
                .forEach(dependents::add);
        return dependents;
    }
}
