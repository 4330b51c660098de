// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkInterface;

/** Placement: each instance on one host, each host's instances in the document. */
final class PlacementCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        Map<InstanceId, List<NetworkInterface>> running = new TreeMap<>();
        draft.interfaces
                .values()
                .forEach(each -> running.computeIfAbsent(each.instanceId(), none -> new ArrayList<>())
                        .add(each));
        Map<InstanceId, List<Host>> placements = draft.read.placements();
        running.forEach((instance, interfaces) -> {
            List<Host> hosts = placements.getOrDefault(instance, List.of());
            if (hosts.size() != 1) {
                draft.report(hosts.isEmpty() ? unplaced(instance) : twice(instance, hosts));
                interfaces.forEach(each -> draft.hold(each.id(), Hold.Part.PLACEMENT));
            }
        });
        reportStrangers(draft, placements);
        Set<InstanceId> placed = new HashSet<>(running.keySet());
        placed.removeIf(instance -> placements.getOrDefault(instance, List.of()).size() != 1);
        draft.hosts.replaceAll((name, host) -> host.withInstances(
                host.instances().stream().distinct().filter(placed::contains).toList()));
    }

    private static Finding unplaced(InstanceId instance) {
        return Finding.warning(
                instance.value(),
                "unplaced-instance",
                instance + ": no host has it on its list",
                "its ports are bound nowhere anew, and stay where they are");
    }

    private static Finding twice(InstanceId instance, List<Host> hosts) {
        return Finding.error(
                instance.value(),
                "instance-on-several-hosts",
                instance + ": " + hosts.size() + " hosts have it on their lists, 1 is the limit: "
                        + hosts.stream().map(Host::name).limit(3).collect(Collectors.joining(", ")),
                "its ports are bound nowhere anew, and stay where they are");
    }

    /** Instances on a host's list that the document does not otherwise know; one finding a host. */
    private static void reportStrangers(Draft draft, Map<InstanceId, List<Host>> placements) {
        NavigableSet<InstanceId> known = draft.knownInstances();
        Map<String, NavigableSet<InstanceId>> strangers = new TreeMap<>();
        placements.forEach((instance, hosts) -> {
            if (!known.contains(instance) && !draft.isHeld(instance)) {
                hosts.forEach(host -> strangers
                        .computeIfAbsent(host.name(), none -> new TreeSet<>())
                        .add(instance));
            }
        });
        strangers.forEach((host, instances) -> draft.report(Finding.warning(
                "host " + host,
                "dangling-reference",
                "host " + host + ": its list has " + instances.size() + " instances that are not in the document, "
                        + instances.first() + " the first",
                "left out of the list")));
    }
}
