// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a VPC.
 *
 * @param value for example {@code vpc-0a1b2c3d}
 */
public record VpcId(String value) implements CloudId {
    public VpcId {
        value = CloudId.requireForm(value, "vpc");
    }

    @Override
    public String toString() {
        return value;
    }
}
