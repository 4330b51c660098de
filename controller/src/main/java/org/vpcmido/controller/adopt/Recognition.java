// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;

/** What has been recognised so far. A resource gets one key, and a key goes to one resource. */
final class Recognition {
    private static final Identities COMPUTED = Identities.none();

    private final Topology observed;
    private final Map<Key, Key> names = new HashMap<>();
    private final Map<Key, Key> holders = new HashMap<>();
    private final Set<Key> reported = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Recognition(Topology observed) {
        this.observed = observed;
    }

    Topology observed() {
        return observed;
    }

    /** Gives a resource its key, unless it has one already or the key is another's. */
    boolean claim(Key resource, Key key) {
        if (names.containsKey(resource) || holders.containsKey(key)) {
            return false;
        }
        names.put(resource, key);
        holders.put(key, resource);
        return true;
    }

    /**
     * Gives {@code key} to the first of {@code candidates} by {@code best}, then to one whose id is the one that we
     * compute for that key, then to the one with the lowest id; the others stay as they are and are reported.
     */
    <R extends Resource> void claimBest(Key key, List<R> candidates, Comparator<? super R> best) {
        Comparator<R> order = Comparator.<R, R>comparing(each -> each, best)
                .thenComparing(each -> !isComputed(each.key(), key))
                .thenComparing(Resource::key);
        List<R> sorted = candidates.stream()
                .filter(each -> !isClaimed(each.key()))
                .sorted(order)
                .toList();
        for (R each : sorted) {
            if (!claim(each.key(), key)) {
                report(each, duplicate(each, key));
            }
        }
    }

    private Finding duplicate(Resource resource, Key key) {
        return Finding.warning(
                key.path(),
                "duplicate-object",
                "%s %s could be %s, which %s is".formatted(resource.kind(), id(resource), key, holders.get(key)),
                "left alone");
    }

    /** The id of an observed resource, for messages. */
    static String id(Resource resource) {
        return resource.key()
                .observedId()
                .map(UUID::toString)
                .orElse(resource.key().path());
    }

    boolean isClaimed(Key resource) {
        return names.containsKey(resource);
    }

    boolean isTaken(Key key) {
        return holders.containsKey(key);
    }

    /** The key that a resource is known by: the one it was given, else its own. */
    Key name(Key resource) {
        return names.getOrDefault(resource, resource);
    }

    /** The keys that have been given, in no order. */
    Stream<Key> keys() {
        return holders.keySet().stream();
    }

    /** The key that a resource was given. */
    Optional<Key> claimed(Key resource) {
        return Optional.ofNullable(names.get(resource));
    }

    /** The observed resource that has been given {@code key}. */
    <R> Optional<R> holder(Key key, Class<R> type) {
        return Optional.ofNullable(holders.get(key)).flatMap(holder -> observed.find(holder, type));
    }

    /** Whether a resource has the id that we compute for {@code key}: then nobody but us made it, whatever it looks like. */
    static boolean isComputed(Key resource, Key key) {
        return mayBeComputed(resource)
                && resource.observedId().filter(COMPUTED.id(key)::equals).isPresent();
    }

    /** Whether a resource has an id of the name-based sort. MidoNet's own ids are random. */
    static boolean mayBeComputed(Key resource) {
        return resource.observedId().filter(id -> id.version() == 3).isPresent();
    }

    /** Our id for {@code key}. */
    static UUID computed(Key key) {
        return COMPUTED.id(key);
    }

    <R extends Resource> Stream<R> unclaimed(Kind kind, Class<R> type) {
        return observed.all(kind, type).filter(each -> !isClaimed(each.key()));
    }

    /** All resources with ids of their own that were recognised, by their keys. */
    Map<Key, UUID> ids() {
        Map<Key, UUID> ids = new HashMap<>();
        names.forEach((resource, key) -> resource.observedId().ifPresent(id -> ids.put(key, id)));
        return ids;
    }

    /** Notes what is wrong with a resource, unless something has been said about it already. */
    void report(Resource resource, Finding finding) {
        if (reported.add(resource.key())) {
            findings.add(finding);
        }
    }

    void report(Finding finding) {
        findings.add(finding);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
