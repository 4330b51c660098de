// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/** The mappings of dynamic NAT that each host's agent knows; they do not age here. */
final class NatState {
    private final Map<NatKey, Entry> entries = new HashMap<>();

    private record Entry(NatKey.Binding binding, Set<Key> hosts) {}

    NatState() {}

    /** A copy; entries never change. */
    NatState(NatState other) {
        entries.putAll(other.entries);
    }

    /** The mapping of {@code key} that the agent of {@code host} knows. */
    Optional<NatKey.Binding> find(NatKey key, Key host) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.hosts().contains(host))
                .map(Entry::binding);
    }

    void remember(Map<NatKey, NatKey.Binding> made, Set<Key> hosts) {
        made.forEach((key, binding) -> entries.merge(
                key,
                new Entry(binding, new HashSet<>(hosts)),
                (known, added) -> known.binding().equals(binding)
                        ? new Entry(binding, union(known.hosts(), added.hosts()))
                        : added));
    }

    /**
     * A free address and port for {@code key}; absent if all are taken. Agents pick at random, and a port may serve
     * several remote ends at once (midonet-datapath-semantics.md 9.3); here the pick follows from the key.
     */
    Optional<NatKey.Binding> allocate(NatKey key, List<NatTarget> targets) {
        return targets.stream()
                .flatMap(target -> addresses(target).flatMap(address -> allocate(key, address, target).stream()))
                .findFirst();
    }

    private static Stream<Ipv4> addresses(NatTarget target) {
        return LongStream.rangeClosed(
                        target.addressFrom().toLong(), target.addressTo().toLong())
                .mapToObj(bits -> new Ipv4((int) bits));
    }

    private Optional<NatKey.Binding> allocate(NatKey key, Ipv4 address, NatTarget target) {
        if (key.protocol() == Protocol.ICMP.number()) {
            return Optional.of(new NatKey.Binding(address, key.original().port()));
        }
        int count = target.portTo() - target.portFrom() + 1;
        int start = Math.floorMod(
                key.source().bits() * 31
                        + key.sourcePort() * 65_537
                        + key.destination().bits(),
                count);
        for (int tried = 0; tried < count; tried++) {
            NatKey.Binding binding = new NatKey.Binding(address, target.portFrom() + (start + tried) % count);
            if (!entries.containsKey(key.answered(binding))) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    private static Set<Key> union(Set<Key> one, Set<Key> other) {
        Set<Key> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
