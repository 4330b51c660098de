// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;

/** Layouts that few have. */
public final class Layouts {
    private Layouts() {}

    /** With {@code MIDO_ENABLE_MIDOMD=N}: a proxy in each VPC serves metadata, and all else is as in another layout. */
    public static LayoutSettings withoutMetadataRouter(LayoutSettings all) {
        return new LayoutSettings(
                all.transit(),
                all.metadataTransit(),
                all.metadataLink(),
                all.identities(),
                all.routerIdLimit(),
                all.identityIdLimit(),
                all.l2Isolation(),
                all.staticTables(),
                false,
                all.metadataEgress(),
                all.dnsEgress(),
                all.version());
    }

    /** With openings towards the resolver of one's own. */
    public static LayoutSettings withDnsEgress(List<LayoutSettings.Opening> openings) {
        LayoutSettings all = LayoutSettings.defaults();
        return new LayoutSettings(
                all.transit(),
                all.metadataTransit(),
                all.metadataLink(),
                all.identities(),
                all.routerIdLimit(),
                all.identityIdLimit(),
                all.l2Isolation(),
                all.staticTables(),
                all.metadataRouter(),
                all.metadataEgress(),
                openings,
                all.version());
    }
}
