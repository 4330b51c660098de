// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.regex.Pattern;

/** DNS names, as far as a search domain needs it. */
final class DomainNames {
    private static final int LENGTH_MAX = 253; // RFC 1035, 2.3.4
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    private DomainNames() {}

    static String require(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("is longer than " + LENGTH_MAX + " characters: " + text.length());
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a domain name");
        }
        return text;
    }
}
