// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;

/** What serves what: from a cloud id to its MidoNet objects, and from a MidoNet id to the cloud object. */
public final class Explanation {
    private final Topology topology;
    private final Identities identities;
    private final CloudNames names;
    private final Desired desired;

    /**
     * @param topology with logical keys, as adoption gives it
     * @param identities the ids behind them
     * @param desired says why things are wanted
     */
    public Explanation(Topology topology, Identities identities, CloudNames names, Desired desired) {
        this.topology = topology;
        this.identities = identities;
        this.names = names;
        this.desired = desired;
    }

    /**
     * The objects that serve a cloud id, or the one object that has a MidoNet id: kind, id, key, name, what it serves
     * and why. Empty if neither the cloud nor MidoNet knows the id.
     */
    public List<Map<String, Object>> explain(String id) {
        Optional<UUID> midonetId = uuid(id);
        if (midonetId.isPresent()) {
            return topology.resources().stream()
                    .filter(each -> identities.found(each.key()).equals(midonetId))
                    .map(this::row)
                    .toList();
        }
        return names.root(id).stream()
                .flatMap(root ->
                        topology.resources().stream().filter(each -> each.key().isWithin(root)))
                .sorted(Comparator.comparing(Resource::kind).thenComparing(Resource::key))
                .map(this::row)
                .toList();
    }

    private Map<String, Object> row(Resource resource) {
        Map<String, Object> row = new LinkedHashMap<>();
        Key key = resource.key();
        row.put("kind", resource.kind().jsonName());
        row.put("id", names.midonetId(key).map(UUID::toString).orElse(""));
        row.put("name", names.name(key).orElse(""));
        row.put("key", key.path());
        row.put("serves", names.role(key));
        row.put("because", cause(key));
        return row;
    }

    /** The cause is given for the resource, or for something that it lies below. */
    private String cause(Key key) {
        String path = key.path();
        while (true) {
            String cause = desired.causes().get(new Key(path));
            int slash = path.lastIndexOf('/');
            if (cause != null || slash < 0) {
                return cause == null ? "" : cause;
            }
            path = path.substring(0, slash);
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
