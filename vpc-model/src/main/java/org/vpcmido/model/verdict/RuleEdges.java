// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.List;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroup.PeerCidr;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.VpcState;

/**
 * Ports and addresses on both sides of the lines that a cloud draws. No list is empty.
 *
 * @param ports of rules and ACL entries, and some that everybody uses
 * @param ofRules addresses around the blocks of rules, ACL entries and routes
 * @param ofSubnets addresses around the subnets
 * @param ofPublicRanges addresses around the ranges that public addresses are taken from
 */
record RuleEdges(List<Integer> ports, List<Ipv4> ofRules, List<Ipv4> ofSubnets, List<Ipv4> ofPublicRanges) {
    private static final List<Integer> USUAL_PORTS = List.of(22, 80, 80, 443, 443);
    private static final Cidr SOMEWHERE = Cidr.of("198.18.0.10/32");
    private static final AddressRange NOBODY = new AddressRange(Ipv4.of("203.0.113.1"), Ipv4.of("203.0.113.254"));

    static RuleEdges of(VpcState cloud) {
        Stream<Cidr> ofRoutes = cloud.routeTables().values().stream()
                .flatMap(table -> table.routes().stream())
                .map(RouteTable.Route::destination);
        Stream<Cidr> blocks = Stream.of(peers(cloud), entries(cloud).map(NetworkAcl.Entry::cidr), ofRoutes)
                .flatMap(each -> each);
        Stream<Cidr> subnets = cloud.subnets().values().stream().map(Subnet::cidr);
        Stream<AddressRange> ranges = cloud.configuration().publicAddresses().stream();
        return new RuleEdges(
                Stream.concat(USUAL_PORTS.stream(), ports(cloud)).toList(),
                around(Stream.concat(Stream.of(SOMEWHERE), blocks)),
                around(Stream.concat(Stream.of(SOMEWHERE), subnets)),
                Stream.concat(Stream.of(NOBODY), ranges)
                        .flatMap(range -> Stream.of(
                                range.first(),
                                range.last(),
                                range.first().plus(-1),
                                range.last().plus(1)))
                        .toList());
    }

    private static Stream<Integer> ports(VpcState cloud) {
        Stream<Traffic> traffic = Stream.concat(
                rules(cloud).map(SecurityGroup.Rule::traffic), entries(cloud).map(NetworkAcl.Entry::traffic));
        return traffic.flatMap(each -> each.ports().stream())
                .flatMap(range -> Stream.of(
                        range.first(),
                        range.last(),
                        Math.max(0, range.first() - 1),
                        Math.min(PortRange.ALL.last(), range.last() + 1)));
    }

    private static Stream<Cidr> peers(VpcState cloud) {
        return rules(cloud)
                .flatMap(rule -> rule.peer() instanceof PeerCidr block ? Stream.of(block.cidr()) : Stream.empty());
    }

    private static Stream<SecurityGroup.Rule> rules(VpcState cloud) {
        return cloud.securityGroups().values().stream()
                .flatMap(group -> Stream.concat(group.ingress().stream(), group.egress().stream()));
    }

    private static Stream<NetworkAcl.Entry> entries(VpcState cloud) {
        return cloud.networkAcls().values().stream()
                .flatMap(acl -> Stream.concat(acl.ingress().stream(), acl.egress().stream()));
    }

    private static List<Ipv4> around(Stream<Cidr> blocks) {
        return blocks.filter(block -> block.prefixBits() > 1)
                .distinct()
                .flatMap(RuleEdges::around)
                .toList();
    }

    private static Stream<Ipv4> around(Cidr block) {
        Ipv4 first = block.network();
        Ipv4 last = block.broadcast();
        return Stream.of(
                first, first.plus(1), first.plus(3), first.plus(4), first.plus(-1), last, last.plus(-1), last.plus(1));
    }
}
