// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Cidr;

/** The parser and the small phrases that all JSON here is made with. */
final class Json {
    /**
     * Duplicate members are tolerated, as MidoNet writes {@code type} twice (midonet-api.md 3.4); anything behind the
     * document is not, as it is a sign of an answer put together from two.
     */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** Sets a member to null each. */
    static void nulls(ObjectNode json, String... names) {
        for (String name : names) {
            json.putNull(name);
        }
    }

    /** Sets a member to false each. */
    static void flags(ObjectNode json, String... names) {
        for (String name : names) {
            json.put(name, false);
        }
    }

    /** Sets a member to an empty array each. */
    static void arrays(ObjectNode json, String... names) {
        for (String name : names) {
            json.putArray(name);
        }
    }

    /** Sets a text, unless it is empty, which stands for none. */
    static void label(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    static void text(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present.toString()));
    }

    static void reference(ObjectNode json, String name, Optional<Key> key, Identities ids) {
        key.ifPresent(present -> json.put(name, ids.id(present).toString()));
    }

    static void block(ObjectNode json, String addressName, String lengthName, Cidr block) {
        json.put(addressName, block.network().toString());
        json.put(lengthName, block.prefixBits());
    }
}
