// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** From a request's body to a resource: coercion, defaults, bean validation, merge (midonet-api.md 4 and 10). */
final class Drafts {
    private Drafts() {}

    /** A new resource; what the client left out has its default. */
    static Entity create(Schema schema, ObjectNode body) {
        Entity draft = read(schema, body);
        validate(draft);
        return draft;
    }

    /** The resource as a PUT leaves it. All that is left out returns to its default, unless the server keeps it. */
    static Entity update(Entity current, ObjectNode body) {
        Entity draft = read(current.schema(), body);
        validate(draft);
        merge(current, draft);
        return draft;
    }

    /** As {@link #update}, for the few resources that MidoNet does not validate on PUT (DHCP, midonet-api.md 10.12). */
    static Entity updateUnchecked(Entity current, ObjectNode body) {
        Entity draft = read(current.schema(), body);
        merge(current, draft);
        return draft;
    }

    private static Entity read(Schema schema, ObjectNode body) {
        Entity draft = new Entity(schema);
        for (Field field : schema.fields()) {
            JsonNode raw = body.get(field.name());
            if (raw != null && field.source() == Field.Source.CLIENT) {
                draft.set(field.name(), field.read(raw));
            }
        }
        return draft;
    }

    private static void validate(Entity draft) {
        List<Refusal.Violation> violations = new ArrayList<>();
        for (Field field : draft.schema().fields()) {
            for (Constraint constraint : field.constraints()) {
                constraint
                        .complaint(draft.get(field.name()))
                        .ifPresent(message -> violations.add(new Refusal.Violation(field.name(), message)));
            }
        }
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }

    private static void merge(Entity current, Entity draft) {
        for (Field field : current.schema().fields()) {
            boolean kept = field.put() == Field.Put.KEPT
                    || (field.put() == Field.Put.KEPT_ONCE_SET && current.has(field.name()));
            if (kept) {
                draft.set(field.name(), current.get(field.name()));
            }
        }
    }
}
