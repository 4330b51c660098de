// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import java.util.Locale;

/** Which fragments of a packet a rule is about (midonet-api.md 10.17.2). */
public enum FragmentPolicy {
    /** Every packet and fragment. */
    ANY,
    /** Whole packets and first fragments. */
    HEADER,
    /** Later fragments only. */
    NONHEADER,
    /** Whole packets only. */
    UNFRAGMENTED;

    /** The name in the API, lower case. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
