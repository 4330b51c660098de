// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.vpcmido.model.net.Ipv4;

/** A bean validation check of one property: the message if it fails (midonet-api.md 6, midonet-observed.md 1 and 4). */
@FunctionalInterface
interface Constraint {
    /** The bundle's key is misspelt in MidoNet, so this raw text is what a client sees. */
    String RANGE_MESSAGE = "{midokura.javarx.RangeNotValid.message}";

    Pattern MAC = Pattern.compile("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}");
    Pattern STRICT_MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    Pattern MAC_MASK = Pattern.compile("[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){2}");

    Optional<String> complaint(JsonNode value);

    static Constraint required() {
        return value -> value.isNull() ? Optional.of("may not be null") : Optional.empty();
    }

    static Constraint atLeast(long least) {
        return unlessNull(value -> value.longValue() >= least, "must be greater than or equal to " + least);
    }

    /** Of a rule: 0 passes, and is taken as 1, although the message says otherwise (midonet-observed.md 5). */
    static Constraint position() {
        return unlessNull(value -> value.longValue() >= 0, "must be greater than or equal to 1");
    }

    static Constraint atMost(long most) {
        return unlessNull(value -> value.longValue() <= most, "must be less than or equal to " + most);
    }

    static Constraint size(int least, int most) {
        return unlessNull(
                value -> sizeOf(value) >= least && sizeOf(value) <= most,
                "size must be between " + least + " and " + most);
    }

    static Constraint ipv4() {
        return matches(text -> Ipv4.parse(text).isPresent(), "is an invalid IP format");
    }

    static Constraint mac() {
        return matches(MAC.asMatchPredicate(), "is an invalid MAC format");
    }

    static Constraint strictMac() {
        return matches(STRICT_MAC.asMatchPredicate(), "is an invalid MAC format");
    }

    static Constraint macMask() {
        return matches(MAC_MASK.asMatchPredicate(), "is an invalid MAC mask format");
    }

    static Constraint oneOf(String... words) {
        return matches(Arrays.asList(words)::contains, "is not one of " + String.join(", ", words));
    }

    /** Both ends, in order, 1 to 65535; releases before 5.4 set no bounds. An open range breaks the validator itself. */
    static Constraint portRange(boolean bounded) {
        return value -> {
            if (value.isNull()) {
                return Optional.empty();
            }
            if (value.path("start").isNull() || value.path("end").isNull()) {
                throw Refusal.html("HV000028: Unexpected exception during isValid call.");
            }
            int start = value.path("start").intValue();
            int end = value.path("end").intValue();
            boolean valid = start <= end && (!bounded || (start >= 1 && end <= 65535));
            return valid ? Optional.empty() : Optional.of(RANGE_MESSAGE);
        };
    }

    private static int sizeOf(JsonNode value) {
        return value.isTextual() ? value.textValue().length() : value.size();
    }

    private static Constraint matches(Predicate<String> shape, String message) {
        return unlessNull(value -> shape.test(value.asText()), message);
    }

    private static Constraint unlessNull(Predicate<JsonNode> valid, String message) {
        return value -> value.isNull() || valid.test(value) ? Optional.empty() : Optional.of(message);
    }
}
