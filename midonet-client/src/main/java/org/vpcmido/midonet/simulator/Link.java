// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A URI that a resource shows, made from its properties.
 *
 * @param name the property that holds the URI
 * @param literals the fixed parts, one more than there are properties
 * @param properties the names of the properties between them; a null one makes the whole URI null
 */
record Link(String name, List<String> literals, List<String> properties) {
    Link {
        literals = List.copyOf(literals);
        properties = List.copyOf(properties);
    }

    /** Reads a path below the API's base such as {@code routers/<id>/ports}. */
    static Link of(String name, String template) {
        List<String> literals = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        int from = 0;
        for (int open = template.indexOf('<'); open >= 0; open = template.indexOf('<', from)) {
            int close = template.indexOf('>', open);
            literals.add(template.substring(from, open));
            properties.add(template.substring(open + 1, close));
            from = close + 1;
        }
        literals.add(template.substring(from));
        return new Link(name, literals, properties);
    }

    /** The path below the base URI; empty if a property it needs is null. */
    Optional<String> path(Entity entity) {
        StringBuilder path = new StringBuilder(literals.get(0));
        for (int i = 0; i < properties.size(); i++) {
            JsonNode value = entity.get(properties.get(i));
            if (value.isNull()) {
                return Optional.empty();
            }
            path.append(value.asText()).append(literals.get(i + 1));
        }
        return Optional.of(path.toString());
    }
}
