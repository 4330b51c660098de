// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names an internet gateway.
 *
 * @param value for example {@code igw-0a1b2c3d}
 */
public record InternetGatewayId(String value) implements CloudId {
    public InternetGatewayId {
        value = CloudId.requireForm(value, "igw");
    }

    @Override
    public String toString() {
        return value;
    }
}
