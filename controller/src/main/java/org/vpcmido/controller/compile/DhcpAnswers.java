// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.DhcpOptionSet;
import org.vpcmido.model.vpc.VpcId;

/**
 * What DHCP tells the instances of a VPC: what its option set says, and what the cloud says where the set is silent.
 *
 * @param resolvers option 6
 * @param others further options, by names that agents know (midonet-datapath-semantics.md 12)
 */
record DhcpAnswers(List<Ipv4> resolvers, List<DhcpHost.Option> others) {
    private static final String DOMAIN_SEARCH = "domain_search";

    /** By number: agents know it under a name with a blank. */
    private static final String DOMAIN_NAME = "15";

    private static final String TIME_SERVERS = "ntp_servers";
    private static final String NETBIOS_NAME_SERVERS = "44";

    DhcpAnswers {
        resolvers = List.copyOf(resolvers);
        others = List.copyOf(others);
    }

    static DhcpAnswers of(VpcId vpc, Blueprint blueprint) {
        CloudConfiguration cloud = blueprint.state().configuration();
        Optional<DhcpOptionSet> wanted = blueprint.corrections().include(Correction.DHCP_OPTIONS)
                ? blueprint.state().dhcpOptions(blueprint.vpc(vpc))
                : Optional.empty();
        return new DhcpAnswers(
                wanted.map(DhcpOptionSet::domainNameServers)
                        .filter(servers -> !servers.isEmpty())
                        .orElse(cloud.dnsServers()),
                wanted.map(set -> options(set, cloud))
                        .orElse(List.of(new DhcpHost.Option(DOMAIN_SEARCH, cloud.dnsDomain()))));
    }

    private static List<DhcpHost.Option> options(DhcpOptionSet set, CloudConfiguration cloud) {
        List<DhcpHost.Option> options = new ArrayList<>();
        options.add(new DhcpHost.Option(DOMAIN_SEARCH, set.domainName().orElse(cloud.dnsDomain())));
        set.domainName().ifPresent(domain -> options.add(new DhcpHost.Option(DOMAIN_NAME, domain)));
        addServers(options, TIME_SERVERS, set.ntpServers());
        addServers(options, NETBIOS_NAME_SERVERS, set.netbiosNameServers());
        return options;
    }

    private static void addServers(List<DhcpHost.Option> options, String name, List<Ipv4> servers) {
        if (!servers.isEmpty()) {
            options.add(new DhcpHost.Option(
                    name, servers.stream().map(Ipv4::toString).collect(Collectors.joining(","))));
        }
    }
}
