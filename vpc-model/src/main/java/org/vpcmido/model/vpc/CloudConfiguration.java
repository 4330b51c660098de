// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.vpcmido.model.net.Ipv4;

/**
 * What concerns the cloud as a whole.
 *
 * @param controllerAddress address of the enabled cloud controller (CLC), whose host carries the metadata path
 * @param dnsDomain search domain of instances without DHCP options
 * @param dnsServers resolvers of instances without DHCP options, at least one
 * @param publicAddresses the ranges that elastic IPs come from; empty when the document does not tell
 * @param gateways the ways to the outside, 0 to 6
 */
public record CloudConfiguration(
        Ipv4 controllerAddress,
        String dnsDomain,
        List<Ipv4> dnsServers,
        List<AddressRange> publicAddresses,
        List<UplinkGateway> gateways) {
    public CloudConfiguration {
        requireNonNull(controllerAddress, "controllerAddress");
        requireNonNull(dnsDomain, "dnsDomain");
        dnsServers = List.copyOf(dnsServers);
        publicAddresses = List.copyOf(publicAddresses);
        gateways = List.copyOf(gateways);
        if (dnsServers.isEmpty()) {
            throw new IllegalArgumentException("configuration: at least one DNS server for instances is needed");
        }
    }

    /** The same configuration with other ways to the outside. */
    public CloudConfiguration withGateways(List<UplinkGateway> changed) {
        return new CloudConfiguration(controllerAddress, dnsDomain, dnsServers, publicAddresses, changed);
    }

    /**
     * All addresses from {@code first} to {@code last}, both included.
     *
     * @param first its lowest address
     * @param last its highest address
     */
    public record AddressRange(Ipv4 first, Ipv4 last) {
        public AddressRange {
            if (first.compareTo(last) > 0) {
                throw new IllegalArgumentException("address range " + first + "-" + last + " is not ascending");
            }
        }

        public boolean contains(Ipv4 address) {
            return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }

        @Override
        public String toString() {
            return first.equals(last) ? first.toString() : first + "-" + last;
        }
    }
}
