// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** Who has which private and Ethernet address; the first to be admitted keeps it. */
final class AddressBook {
    private final Map<SubnetId, Map<Ipv4, CloudId>> addresses = new HashMap<>();
    private final Map<VpcId, Map<MacAddress, CloudId>> macs = new HashMap<>();

    /** Enters {@code subject}, or tells why it cannot have its addresses. */
    Optional<Problem> admit(Subnet subnet, CloudId subject, Ipv4 address, Optional<MacAddress> mac) {
        if (!subnet.cidr().contains(address)) {
            return Problem.of(
                    "address-outside-subnet",
                    subject + ": address " + address + " is outside " + subnet.cidr() + " of " + subnet.id());
        }
        if (!subnet.isAssignable(address)) {
            return Problem.of(
                    "reserved-address",
                    subject + ": address " + address + " is one of the first four or the last of " + subnet.cidr()
                            + ", which " + subnet.id() + " needs itself");
        }
        if (mac.filter(MacAddress::isMulticast).isPresent()) {
            return Problem.of("multicast-mac", subject + ": MAC " + mac.get() + " is a group address");
        }
        Map<Ipv4, CloudId> ofSubnet = addresses.computeIfAbsent(subnet.id(), none -> new HashMap<>());
        Map<MacAddress, CloudId> ofVpc = macs.computeIfAbsent(subnet.vpcId(), none -> new HashMap<>());
        if (ofSubnet.containsKey(address)) {
            return Problem.of(
                    "duplicate-private-address",
                    subject + ": address " + address + " belongs to " + ofSubnet.get(address));
        }
        if (mac.isPresent() && ofVpc.containsKey(mac.get())) {
            return Problem.of("duplicate-mac", subject + ": MAC " + mac.get() + " belongs to " + ofVpc.get(mac.get()));
        }
        ofSubnet.put(address, subject);
        mac.ifPresent(present -> ofVpc.put(present, subject));
        return Optional.empty();
    }
}
