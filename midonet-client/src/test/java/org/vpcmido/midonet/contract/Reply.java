// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server answered; header names in lower case. */
public record Reply(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Reply {
        headers = Map.copyOf(headers);
    }

    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(status + " without JSON: " + body, broken);
        }
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public String location() {
        return header("location").orElseThrow(() -> new AssertionError(status + " without Location: " + body));
    }

    public String message() {
        return json().path("message").asText();
    }

    /** The values of one property of a list's elements. */
    public List<String> each(String property) {
        List<String> values = new ArrayList<>();
        json().forEach(element -> values.add(element.path(property).asText()));
        return values;
    }

    public List<String> violations() {
        List<String> properties = new ArrayList<>();
        json().path("violations")
                .forEach(violation -> properties.add(violation.path("property").asText()));
        return properties;
    }
}
