// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the MidoNet at hand can do, as far as its root document tells: every 5.x release calls itself v5.0, and the root
 * documents of 5.2.1 and 5.2.2 are equal although their behaviour is not (midonet-api.md 9 and 13.1). What cannot be
 * told is taken for absent.
 *
 * @param serviceContainers 5.1.1 and later
 * @param portAddressLists router ports go by {@code portSubnet}; 5.4 and later
 * @param devicePortGroups rules can match {@code inPortGroup} and {@code outPortGroup}; sure from 5.4 on
 * @param rewrittenDestination rules can match {@code matchNwDstRewritten}; 5.4 and later
 * @param compression answers come compressed on demand; sure from 5.4 on
 */
public record ServerFeatures(
        boolean serviceContainers,
        boolean portAddressLists,
        boolean devicePortGroups,
        boolean rewrittenDestination,
        boolean compression) {
    /** What every 5.x release can do. */
    public static ServerFeatures common() {
        return new ServerFeatures(false, false, false, false, false);
    }

    /** Reads them from the API's root document. */
    static ServerFeatures detect(JsonNode root) {
        boolean qos = root.path("qosPolicies").isTextual(); // since 5.4
        return new ServerFeatures(root.path("serviceContainers").isTextual(), qos, qos, qos, qos);
    }
}
