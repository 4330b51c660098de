// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Locale;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.model.net.Cidr;

/** Which way packets go, as an instance sees it; the other end is their source, or their destination. */
enum Direction {
    INGRESS,
    EGRESS;

    /** The word in names of chains. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Asks for the other end to be in a block. */
    Match.Builder peer(Match.Builder where, Cidr block) {
        return this == INGRESS ? where.nwSrc(block) : where.nwDst(block);
    }

    /** Asks for the other end to be in an address group. */
    Match.Builder peer(Match.Builder where, Key addressGroup) {
        return this == INGRESS ? where.ipAddrGroupSrc(addressGroup) : where.ipAddrGroupDst(addressGroup);
    }
}
