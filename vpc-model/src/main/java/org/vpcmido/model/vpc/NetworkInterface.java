// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * An interface attached to an instance. It has exactly one private address (gni.md 2.10).
 *
 * @param id cloud identifier
 * @param instanceId the instance it is attached to
 * @param deviceIndex 0 for the primary interface, up to 31
 * @param vpcId its VPC
 * @param subnetId its subnet
 * @param mac its Ethernet address
 * @param privateAddress its address in the subnet
 * @param publicAddress the elastic or automatic public address associated with it
 * @param sourceDestCheck whether it may only send from and receive for its own address
 * @param securityGroups the groups around it, in document order; none means nothing in and nothing out
 */
public record NetworkInterface(
        NetworkInterfaceId id,
        InstanceId instanceId,
        int deviceIndex,
        VpcId vpcId,
        SubnetId subnetId,
        MacAddress mac,
        Ipv4 privateAddress,
        Optional<Ipv4> publicAddress,
        boolean sourceDestCheck,
        List<SecurityGroupId> securityGroups) {
    private static final int DEVICE_INDEX_MAX = 31;

    public NetworkInterface {
        requireNonNull(id, "id");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(vpcId, "vpcId");
        requireNonNull(subnetId, "subnetId");
        requireNonNull(mac, "mac");
        requireNonNull(privateAddress, "privateAddress");
        requireNonNull(publicAddress, "publicAddress");
        securityGroups = List.copyOf(securityGroups);
        if (deviceIndex < 0 || deviceIndex > DEVICE_INDEX_MAX) {
            throw new IllegalArgumentException(
                    id + ": device index " + deviceIndex + " is outside 0 to " + DEVICE_INDEX_MAX);
        }
    }

    /** Whether this is the instance's first interface, which MidoNet objects name by the instance's id. */
    public boolean isPrimary() {
        return deviceIndex == 0;
    }

    /** The id in the names of MidoNet objects: the instance's for a primary interface, else its own. */
    public CloudId nameInMidonet() {
        return isPrimary() ? instanceId : id;
    }

    /** The same interface with another public address, or none. */
    public NetworkInterface withPublicAddress(Optional<Ipv4> changed) {
        return new NetworkInterface(
                id,
                instanceId,
                deviceIndex,
                vpcId,
                subnetId,
                mac,
                privateAddress,
                changed,
                sourceDestCheck,
                securityGroups);
    }

    /** The same interface with other groups around it. */
    public NetworkInterface withSecurityGroups(List<SecurityGroupId> changed) {
        return new NetworkInterface(
                id,
                instanceId,
                deviceIndex,
                vpcId,
                subnetId,
                mac,
                privateAddress,
                publicAddress,
                sourceDestCheck,
                changed);
    }
}
