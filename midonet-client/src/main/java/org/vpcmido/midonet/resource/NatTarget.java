// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.net.Ipv4;

/**
 * What a NAT rule may rewrite to. MidoNet checks neither order nor range of the ports.
 *
 * @param addressFrom first address
 * @param addressTo last address
 * @param portFrom first port, 0 for "leave the port alone"
 * @param portTo last port
 */
public record NatTarget(Ipv4 addressFrom, Ipv4 addressTo, int portFrom, int portTo) {
    public NatTarget {
        requireNonNull(addressFrom, "addressFrom");
        requireNonNull(addressTo, "addressTo");
    }

    /** One address, and the port stays. */
    public static NatTarget only(Ipv4 address) {
        return new NatTarget(address, address, 0, 0);
    }

    boolean isStatic() {
        return addressFrom.equals(addressTo) && portFrom == 0 && portTo == 0;
    }

    @Override
    public String toString() {
        String addresses = addressFrom.equals(addressTo) ? addressFrom.toString() : addressFrom + "-" + addressTo;
        return portFrom == 0 && portTo == 0 ? addresses : addresses + ":" + portFrom + "-" + portTo;
    }
}
