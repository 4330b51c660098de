// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;

/**
 * A set of resources with unique keys. Every look-up is answered from an index; references may lead outside.
 */
public final class Topology {
    private final NavigableMap<Key, Resource> byKey;
    private final Map<Kind, List<Resource>> byKind;
    private final Map<Key, List<Resource>> byReference;
    private final Map<Key, Key> peers;
    private final Set<Key> activePorts;

    private Topology(NavigableMap<Key, Resource> byKey, Set<Key> activePorts) {
        this.byKey = byKey;
        this.activePorts = Set.copyOf(activePorts);
        this.byKind = new LinkedHashMap<>();
        this.byReference = new LinkedHashMap<>();
        this.peers = new LinkedHashMap<>();
        for (Resource each : byKey.values()) {
            byKind.computeIfAbsent(each.kind(), none -> new ArrayList<>()).add(each);
            for (Key reference : each.references()) {
                byReference
                        .computeIfAbsent(reference, none -> new ArrayList<>())
                        .add(each);
            }
            if (each instanceof PortLink link) {
                peers.put(link.port(), link.peer());
                peers.put(link.peer(), link.port());
            }
        }
    }

    /**
     * Collects resources.
     *
     * @throws IllegalArgumentException if two have one key
     */
    public static Topology of(Stream<? extends Resource> resources) {
        NavigableMap<Key, Resource> byKey = new TreeMap<>();
        resources.forEach(each -> {
            Resource other = byKey.putIfAbsent(each.key(), each);
            if (other != null) {
                throw new IllegalArgumentException(
                        "two resources are called " + each.key() + ": " + other + " and " + each);
            }
        });
        return new Topology(byKey, Set.of());
    }

    public static Topology of(Collection<? extends Resource> resources) {
        return of(resources.stream());
    }

    /** The same resources, with the ports that an agent has plugged and sees up. */
    public Topology withActivePorts(Set<Key> ports) {
        return new Topology(byKey, ports);
    }

    /** The ports that an agent has plugged and sees up; state, not configuration. */
    public Set<Key> activePorts() {
        return activePorts;
    }

    /** All resources, ordered by key. */
    public Collection<Resource> resources() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    public int size() {
        return byKey.size();
    }

    public boolean contains(Key key) {
        return byKey.containsKey(key);
    }

    public Optional<Resource> find(Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The resource called {@code key}, if it is of that type. */
    public <R> Optional<R> find(Key key, Class<R> type) {
        return find(key).filter(type::isInstance).map(type::cast);
    }

    /** All resources of a type, ordered by key. */
    public <R extends Resource> Stream<R> all(Kind kind, Class<R> type) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The resources that refer to {@code key}, ordered by their own keys. */
    public Stream<Resource> referringTo(Key key) {
        return byReference.getOrDefault(key, List.of()).stream();
    }

    /** The resources of a type that refer to {@code key}: members of a group, routes of a router, and the like. */
    public <R> Stream<R> referringTo(Key key, Class<R> type) {
        return referringTo(key).filter(type::isInstance).map(type::cast);
    }

    /** The rules of a chain, in order of their positions. */
    public List<Rule> rules(Key chain) {
        return referringTo(chain, Rule.class)
                .filter(rule -> rule.chain().equals(chain))
                .sorted(Comparator.comparingInt(Rule::position))
                .toList();
    }

    /** The ports of a router or bridge. */
    public Stream<Port> ports(Key device) {
        return referringTo(device, Port.class).filter(port -> port.device().equals(device));
    }

    /** The port at the other end of a port's link. */
    public Optional<Key> peer(Key port) {
        return Optional.ofNullable(peers.get(port));
    }

    /** Renames resources; what {@code names} leaves alone keeps its key. */
    public Topology rekey(UnaryOperator<Key> names) {
        Topology renamed = of(byKey.values().stream().map(each -> each.rekey(names)));
        return renamed.withActivePorts(
                Set.copyOf(activePorts.stream().map(names).toList()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Topology topology
                && byKey.equals(topology.byKey)
                && activePorts.equals(topology.activePorts);
    }

    @Override
    public int hashCode() {
        return byKey.hashCode();
    }

    @Override
    public String toString() {
        return "Topology of " + byKey.size() + " resources";
    }
}
