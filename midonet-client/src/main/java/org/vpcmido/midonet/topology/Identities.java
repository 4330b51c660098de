// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.topology;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vpcmido.midonet.resource.Key;

/**
 * Which id stands behind which key: the one that was found in MidoNet, else one computed from the key, so that a
 * repeated creation meets what an earlier one left (midonet-observed.md 3).
 */
public final class Identities {
    private static final String NAMESPACE = "org.vpcmido/";

    private final Map<Key, UUID> found;
    private final Set<UUID> taken;

    private Identities(Map<Key, UUID> found) {
        this.found = Map.copyOf(found);
        this.taken = new HashSet<>(found.values());
    }

    /** Nothing found: every id is computed. */
    public static Identities none() {
        return new Identities(Map.of());
    }

    /** Ids found in MidoNet under keys that were recognised. */
    public static Identities of(Map<Key, UUID> found) {
        return new Identities(found);
    }

    /**
     * The id of {@code key}. An observed key carries its own. A computed id that belongs to another key in MidoNet,
     * because that one was recognised under a new key, is passed over for the next one.
     */
    public UUID id(Key key) {
        UUID known = found.get(key);
        if (known != null) {
            return known;
        }
        return key.observedId().orElseGet(() -> computed(key));
    }

    /** The id that was found for {@code key}. */
    public Optional<UUID> found(Key key) {
        return Optional.ofNullable(found.get(key)).or(key::observedId);
    }

    /** The keys under which ids were found. */
    public Map<UUID, Key> keys() {
        Map<UUID, Key> keys = new HashMap<>();
        found.forEach((key, id) -> keys.put(id, key));
        return keys;
    }

    private UUID computed(Key key) {
        UUID id = nameBased(key.path());
        for (int attempt = 2; taken.contains(id); attempt++) {
            id = nameBased(key.path() + "~" + attempt);
        }
        return id;
    }

    private static UUID nameBased(String path) {
        return UUID.nameUUIDFromBytes((NAMESPACE + path).getBytes(StandardCharsets.UTF_8));
    }
}
