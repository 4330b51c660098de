// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * The members of one JSON object, read by type. Null and absence are the same, as they are for MidoNet. Each method
 * throws {@link UndecodableException}, naming the member and its value, where the value is of another kind.
 */
record Fields(JsonNode object) {
    private static final int ADDRESS_BITS = 32;

    Optional<JsonNode> node(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    Optional<String> text(String name) {
        return node(name).map(value -> {
            if (!value.isTextual()) {
                throw unsuitable(name, value, "text");
            }
            return value.textValue();
        });
    }

    /** Text, empty where MidoNet has none. */
    String label(String name) {
        return text(name).orElse("");
    }

    boolean flag(String name) {
        return node(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw unsuitable(name, value, "true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    OptionalInt number(String name) {
        Optional<JsonNode> value = node(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().canConvertToInt() || !value.get().isIntegralNumber()) {
            throw unsuitable(name, value.get(), "a number");
        }
        return OptionalInt.of(value.get().intValue());
    }

    int number(String name, int otherwise) {
        return number(name).orElse(otherwise);
    }

    Optional<UUID> uuid(String name) {
        return parsed(name, Path::uuid, "a UUID");
    }

    Optional<Ipv4> ipv4(String name) {
        return parsed(name, Ipv4::parse, "an IPv4 address");
    }

    Optional<MacAddress> mac(String name) {
        return parsed(name, MacAddress::parse, "a MAC address");
    }

    Optional<Key> reference(Kind kind, String name) {
        return uuid(name).map(id -> Key.observed(kind, id));
    }

    Key key(Kind kind, String name) {
        return Key.observed(kind, required(name, uuid(name)));
    }

    /**
     * A block written as address and length; host bits, which MidoNet keeps and its agents mask, are cleared. A length
     * without an address is nothing (midonet-observed.md 5).
     */
    Optional<Cidr> block(String addressName, String lengthName) {
        int length = number(lengthName, 0);
        if (length < 0 || length > ADDRESS_BITS) {
            throw new UndecodableException(lengthName + " " + length + " is outside 0 to 32 bits");
        }
        return ipv4(addressName).map(address -> Cidr.containing(address, length));
    }

    /** A block that is somebody's name, so that its host bits matter (midonet-api.md 10.12). */
    Cidr exactBlock(String addressName, String lengthName) {
        Cidr block = required(addressName, block(addressName, lengthName));
        Ipv4 address = required(addressName, ipv4(addressName));
        if (!block.network().equals(address)) {
            throw new UndecodableException(
                    addressName + " " + address + " has bits set behind its prefix of " + block.prefixBits());
        }
        return block;
    }

    /** The elements of an array of objects; none where there is no array. */
    List<Fields> objects(String name) {
        return elements(name, element -> {
            if (!element.isObject()) {
                throw unsuitable(name, element, "an object");
            }
            return new Fields(element);
        });
    }

    <T> List<T> texts(String name, Function<String, Optional<T>> parser, String what) {
        return elements(name, element -> {
            if (!element.isTextual()) {
                throw unsuitable(name, element, what);
            }
            return parser.apply(element.textValue()).orElseThrow(() -> unsuitable(name, element, what));
        });
    }

    static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new UndecodableException(name + " is missing"));
    }

    private <T> List<T> elements(String name, Function<JsonNode, T> reader) {
        List<T> elements = new ArrayList<>();
        node(name).ifPresent(array -> {
            if (!array.isArray()) {
                throw unsuitable(name, array, "an array");
            }
            array.forEach(element -> elements.add(reader.apply(element)));
        });
        return elements;
    }

    private <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String what) {
        return node(name).map(value -> parser.apply(value.asText()).orElseThrow(() -> unsuitable(name, value, what)));
    }

    private static UndecodableException unsuitable(String name, JsonNode value, String wanted) {
        return new UndecodableException(name + " " + value + " is not " + wanted);
    }
}
