// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a security group.
 *
 * @param value for example {@code sg-0a1b2c3d}
 */
public record SecurityGroupId(String value) implements CloudId {
    public SecurityGroupId {
        value = CloudId.requireForm(value, "sg");
    }

    @Override
    public String toString() {
        return value;
    }
}
