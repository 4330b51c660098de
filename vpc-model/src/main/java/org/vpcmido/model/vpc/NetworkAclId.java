// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/**
 * Names a network ACL.
 *
 * @param value for example {@code acl-0a1b2c3d}
 */
public record NetworkAclId(String value) implements CloudId {
    public NetworkAclId {
        value = CloudId.requireForm(value, "acl");
    }

    @Override
    public String toString() {
        return value;
    }
}
