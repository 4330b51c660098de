// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a network interface.
 *
 * @param value for example {@code eni-0a1b2c3d}
 */
public record NetworkInterfaceId(String value) implements CloudId {
    public NetworkInterfaceId {
        value = CloudId.requireForm(value, "eni");
    }

    @Override
    public String toString() {
        return value;
    }
}
