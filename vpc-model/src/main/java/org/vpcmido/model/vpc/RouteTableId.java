// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a route table.
 *
 * @param value for example {@code rtb-0a1b2c3d}
 */
public record RouteTableId(String value) implements CloudId {
    public RouteTableId {
        value = CloudId.requireForm(value, "rtb");
    }

    @Override
    public String toString() {
        return value;
    }
}
