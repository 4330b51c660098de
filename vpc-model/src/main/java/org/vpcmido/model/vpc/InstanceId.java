// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names an instance.
 *
 * @param value for example {@code i-0a1b2c3d}
 */
public record InstanceId(String value) implements CloudId {
    public InstanceId {
        value = CloudId.requireForm(value, "i");
    }

    @Override
    public String toString() {
        return value;
    }
}
