// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a NAT gateway.
 *
 * @param value for example {@code nat-0a1b2c3d}
 */
public record NatGatewayId(String value) implements CloudId {
    public NatGatewayId {
        value = CloudId.requireForm(value, "nat");
    }

    @Override
    public String toString() {
        return value;
    }
}
