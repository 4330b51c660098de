// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import java.util.regex.Pattern;

/**
 * An identifier that the cloud gave to one of its entities: a prefix that tells the kind, a hyphen, and 8 or more
 * lower-case hexadecimal digits (8 for most kinds, 17 for NAT gateways and some instances).
 */
public sealed interface CloudId extends Comparable<CloudId>
        permits VpcId,
                SubnetId,
                RouteTableId,
                NetworkAclId,
                InternetGatewayId,
                NatGatewayId,
                InstanceId,
                NetworkInterfaceId,
                SecurityGroupId,
                DhcpOptionSetId {
    /** The identifier as the cloud writes it, for example {@code subnet-0a1b2c3d}. */
    String value();

    @Override
    default int compareTo(CloudId other) {
        return value().compareTo(other.value());
    }

    /**
     * Refuses what is not an identifier with this prefix.
     *
     * @throws IllegalArgumentException naming the value and the expected form
     */
    static String requireForm(String value, String prefix) {
        if (!value.startsWith(prefix + "-")
                || !Digits.FORM.matcher(value.substring(prefix.length() + 1)).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an id of the form " + prefix + "- and 8 to 32 hexadecimal digits");
        }
        return value;
    }

    /** Holds the pattern, as an interface cannot have private constants. */
    final class Digits {
        private static final Pattern FORM = Pattern.compile("[0-9a-f]{8,32}");

        private Digits() {}
    }
}
