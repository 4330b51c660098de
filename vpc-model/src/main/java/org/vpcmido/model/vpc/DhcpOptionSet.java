// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vpcmido.model.net.Ipv4;

/**
 * What a tenant wants its instances to be told by DHCP.
 *
 * @param id cloud identifier
 * @param domainName search domain
 * @param domainNameServers resolvers; the cloud has already put its own in place of AmazonProvidedDNS
 * @param ntpServers time servers
 * @param netbiosNameServers NetBIOS name servers
 * @param netbiosNodeType 1, 2, 4 or 8
 */
public record DhcpOptionSet(
        DhcpOptionSetId id,
        Optional<String> domainName,
        List<Ipv4> domainNameServers,
        List<Ipv4> ntpServers,
        List<Ipv4> netbiosNameServers,
        OptionalInt netbiosNodeType) {
    public DhcpOptionSet {
        requireNonNull(id, "id");
        requireNonNull(domainName, "domainName");
        requireNonNull(netbiosNodeType, "netbiosNodeType");
        domainNameServers = List.copyOf(domainNameServers);
        ntpServers = List.copyOf(ntpServers);
        netbiosNameServers = List.copyOf(netbiosNameServers);
    }
}
