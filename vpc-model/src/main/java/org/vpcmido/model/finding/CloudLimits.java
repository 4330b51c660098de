// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

/**
 * What a cloud allows that its document does not tell, as operators can change it.
 *
 * @param securityGroupsPerInterface how many security groups an interface may have, 1 to 1000: the cloud's property
 *     {@code cloud.vpc.securitygroupspernetworkinterface} (gni.md 7)
 */
public record CloudLimits(int securityGroupsPerInterface) {
    /** Those of a cloud whose operators have changed none. */
    public static final CloudLimits DEFAULT = new CloudLimits(5);

    private static final int GROUPS_MAX = 1000;

    public CloudLimits {
        if (securityGroupsPerInterface < 1 || securityGroupsPerInterface > GROUPS_MAX) {
            throw new IllegalArgumentException(
                    "security groups per interface: " + securityGroupsPerInterface + " is outside 1 to " + GROUPS_MAX);
        }
    }
}
