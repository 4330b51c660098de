// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vpcmido.model.vpc.CloudId;

/** The short names that scenarios use, where cloud ids carry them in hexadecimal (see {@code Ids}). */
final class Names {
    private static final Pattern ID =
            Pattern.compile("(?<![a-z])(vpc|subnet|rtb|acl|igw|nat|eni|sg|i)-((?:[0-9a-f]{2}){4,16})(?![0-9a-f])");

    private Names() {}

    static String of(CloudId id) {
        String digits = id.value().substring(id.value().indexOf('-') + 1);
        return decode(digits);
    }

    /** A text with its cloud ids made readable: {@code i-00006131} is {@code i-a1}. */
    static String readable(String text) {
        return ID.matcher(text).replaceAll(id -> Matcher.quoteReplacement(id.group(1) + "-" + decode(id.group(2))));
    }

    private static String decode(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.US_ASCII).replace("\0", "");
    }
}
