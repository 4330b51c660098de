// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How large a cloud is.
 *
 * @param name as it is called on the command line
 * @param vpcs how many VPCs
 * @param subnetsPerVpc subnets in each of them, up to 250
 * @param instances how many instances, spread over VPCs and subnets
 * @param interfaces interfaces of all instances, one or two each
 * @param securityGroups how many groups
 * @param natGateways NAT gateways, up to one a VPC
 * @param publicAddresses instances with a public address
 * @param nodes hosts that instances run on
 */
public record CloudSize(
        String name,
        int vpcs,
        int subnetsPerVpc,
        int instances,
        int interfaces,
        int securityGroups,
        int natGateways,
        int publicAddresses,
        int nodes) {
    private static final Map<String, CloudSize> NAMED = new TreeMap<>(Map.of(
            "small", new CloudSize("small", 3, 3, 20, 22, 6, 1, 8, 4),
            "medium", new CloudSize("medium", 100, 4, 500, 600, 400, 20, 200, 20),
            // The cloud of Eucalyptus' public bug report EUCA-12281.
            "euca-12281", new CloudSize("euca-12281", 1378, 4, 5505, 11_005, 11_001, 5, 500, 60)));

    /** A size by its name. */
    public static Optional<CloudSize> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    /** The names, for messages. */
    public static String names() {
        return String.join(", ", NAMED.keySet());
    }
}
