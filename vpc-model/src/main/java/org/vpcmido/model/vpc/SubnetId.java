// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a subnet.
 *
 * @param value for example {@code subnet-0a1b2c3d}
 */
public record SubnetId(String value) implements CloudId {
    public SubnetId {
        value = CloudId.requireForm(value, "subnet");
    }

    @Override
    public String toString() {
        return value;
    }
}
