// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a DHCP option set.
 *
 * @param value for example {@code dopt-0a1b2c3d}
 */
public record DhcpOptionSetId(String value) implements CloudId {
    public DhcpOptionSetId {
        value = CloudId.requireForm(value, "dopt");
    }

    @Override
    public String toString() {
        return value;
    }
}
