// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.VpcState;

/**
 * Clouds drawn from a seed, small and crowded, with everything that a cloud may have: VPCs of equal and of odd blocks,
 * several groups, denials, routes to every kind of target, elastic IPs with and without a gateway, secondary interfaces,
 * interfaces without checks. They are consistent: nothing dangles, nobody shares an address. Routes inside a VPC's own
 * block are left out, as no document of the cloud has any.
 */
public final class RandomClouds {
    private static final List<String> VPC_BLOCKS = List.of(
            "10.0.0.0/16",
            "10.0.0.0/16",
            "10.0.0.0/20",
            "10.0.0.128/25",
            "172.31.0.0/16",
            "192.168.7.64/26",
            "10.0.64.0/18",
            "198.19.4.0/22",
            "10.255.255.240/28");
    private static final List<String> HOSTS = List.of("192.0.2.21", "192.0.2.22", "192.0.2.23");
    private static final List<String> OUTSIDE_ROUTES = List.of(
            "198.18.0.10/32", "198.18.0.0/25", "198.18.0.0/16", "192.168.190.0/24", "203.0.113.0/24", "128.0.0.0/1");
    private static final List<Integer> ENTRY_NUMBERS = List.of(1, 50, 90, 99, 101, 200, 1000, 32766);
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final int POOL_FIRST = 10;
    private static final int POOL_LAST = 250;
    private static final int SUBNET_PREFIX_BITS_MAX = 28;

    private final Draw draw;
    private final Optional<RandomTroubles> troubles;
    private final GivenCloud cloud = ReferenceCloud.empty();
    private final Set<String> natGatewaySubnets = new HashSet<>();
    private int poolNext = POOL_FIRST;

    private RandomClouds(Draw draw, Optional<Draw> troubles) {
        this.draw = draw;
        this.troubles = troubles.map(each -> new RandomTroubles(each, cloud));
    }

    /** The cloud of a seed. */
    public static VpcState cloud(long seed) {
        return new RandomClouds(Draw.of(seed), Optional.empty()).drawn();
    }

    /** The cloud of a seed, and in it some things that are stated wrongly, gone, or too many: it gives findings. */
    public static VpcState troubled(long seed) {
        return new RandomClouds(Draw.of(seed), Optional.of(Draw.of(~seed))).drawn();
    }

    private VpcState drawn() {
        int vpcs = draw.between(1, 4);
        for (int i = 0; i < vpcs; i++) {
            addVpc("v" + i);
        }
        return cloud.state();
    }

    private void addVpc(String vpc) {
        Cidr block = Cidr.of(draw.one(VPC_BLOCKS));
        cloud.vpc(vpc, block.toString());
        boolean attached = draw.chance(85);
        if (attached) {
            cloud.attachInternetGateway(vpc);
        }
        List<Cidr> blocks = slices(block);
        List<String> subnets = new ArrayList<>();
        for (Cidr each : blocks) {
            subnets.add(vpc + "s" + subnets.size());
            cloud.subnet(subnets.get(subnets.size() - 1), vpc, each.toString(), draw.one("one", "two"));
        }
        List<String> groups = names(vpc + "g", draw.between(1, 5));
        groups.forEach(cloud::group);
        List<Ipv4> addresses = new ArrayList<>();
        List<String> interfaces = new ArrayList<>();
        List<String> natGateways = new ArrayList<>();
        for (int i = 0; i < subnets.size(); i++) {
            populate(vpc, subnets.get(i), blocks.get(i), groups, addresses, interfaces, natGateways);
        }
        List<Cidr> known = new ArrayList<>(blocks);
        known.add(block);
        RandomRules rules = new RandomRules(draw, known, addresses);
        groups.forEach(group -> fill(group, groups, rules));
        addAcls(vpc, subnets, rules);
        List<String> forwarders = interfaces.stream().limit(1).toList();
        forwarders.forEach(name -> cloud.sourceDestCheck(name, draw.chance(30)));
        List<String> tables = addRoutes(vpc, subnets, targets(vpc, attached, natGateways, forwarders));
        troubles.ifPresent(each -> each.disturb(vpc, subnets, tables, groups, interfaces));
    }

    /** Some of a block's equal parts, each perhaps narrowed; sometimes the whole block. */
    private List<Cidr> slices(Cidr block) {
        int splitBits = Math.min(draw.between(0, 3), SUBNET_PREFIX_BITS_MAX - block.prefixBits());
        int sliceBits = block.prefixBits() + splitBits;
        List<Cidr> slices = new ArrayList<>();
        for (int i = 0; i < 1 << splitBits; i++) {
            Ipv4 start = block.address(i << (32 - sliceBits));
            int bits = draw.chance(50) ? sliceBits : draw.between(sliceBits, SUBNET_PREFIX_BITS_MAX);
            if (slices.isEmpty() || draw.chance(60)) {
                slices.add(Cidr.containing(start, bits));
            }
        }
        return slices;
    }

    private void populate(
            String vpc,
            String subnet,
            Cidr block,
            List<String> groups,
            List<Ipv4> addresses,
            List<String> interfaces,
            List<String> natGateways) {
        for (Ipv4 address : distinctAddresses(block, draw.between(0, 4))) {
            addresses.add(address);
            if (draw.chance(20) && hasPublicAddressLeft()) {
                natGateways.add(vpc + "n" + natGateways.size());
                String name = natGateways.get(natGateways.size() - 1);
                natGatewaySubnets.add(subnet);
                cloud.natGateway(name, subnet, address.toString(), publicAddress());
            } else {
                interfaces.add(vpc + "e" + interfaces.size());
                addInterface(interfaces, subnet, address.toString(), some(groups));
            }
        }
    }

    private void addInterface(List<String> interfaces, String subnet, String address, String... groups) {
        String name = interfaces.get(interfaces.size() - 1);
        if (interfaces.size() > 1 && draw.chance(20)) {
            cloud.attach(name, interfaces.get(0), interfaces.size() - 1, subnet, address, groups);
        } else {
            cloud.instance(name, subnet, address, draw.one(HOSTS), groups);
        }
        if (draw.chance(45) && hasPublicAddressLeft()) {
            cloud.elasticIp(name, publicAddress());
        }
        if (draw.chance(15)) {
            cloud.sourceDestCheck(name, false);
        }
    }

    private void fill(String group, List<String> groups, RandomRules rules) {
        for (int i = draw.between(0, 4); i > 0; i--) {
            cloud.allowIn(group, rules.rule(groups));
        }
        if (draw.chance(35)) {
            cloud.allowIn(group, draw.one("all ", "tcp ", "icmp ") + EVERYWHERE);
        }
        if (draw.chance(30)) {
            cloud.revokeOut(group);
            for (int i = draw.between(0, 3); i > 0; i--) {
                cloud.allowOut(group, rules.rule(groups));
            }
        }
    }

    private void addAcls(String vpc, List<String> subnets, RandomRules rules) {
        for (String acl : names(vpc + "a", draw.between(0, 2))) {
            cloud.acl(acl, vpc);
            for (int number : ENTRY_NUMBERS) {
                if (draw.chance(25)) {
                    cloud.ingress(acl, rules.entry(number));
                }
                if (draw.chance(25)) {
                    cloud.egress(acl, rules.entry(number));
                }
            }
            if (draw.chance(70)) {
                cloud.ingress(acl, "500 allow all " + EVERYWHERE).egress(acl, "500 allow all " + EVERYWHERE);
            }
            cloud.guard(draw.one(subnets), acl);
        }
    }

    private List<String> addRoutes(String vpc, List<String> subnets, List<RouteTarget> targets) {
        List<String> tables = new ArrayList<>(names(vpc + "t", draw.between(0, 3)));
        tables.forEach(table -> cloud.routeTable(table, vpc));
        tables.add(vpc);
        for (String table : tables) {
            if (!targets.isEmpty() && draw.chance(85)) {
                boolean first = draw.chance(table.equals(vpc) ? 85 : 20);
                cloud.route(table, EVERYWHERE, first ? targets.get(0) : draw.one(targets));
            }
            for (String destination : OUTSIDE_ROUTES) {
                if (!targets.isEmpty() && draw.chance(table.equals(vpc) ? 8 : 20)) {
                    cloud.route(table, destination, draw.one(targets));
                }
            }
        }
        for (String subnet : subnets) {
            boolean main = natGatewaySubnets.contains(subnet) && draw.chance(90);
            cloud.associate(subnet, main ? vpc : draw.one(tables));
        }
        return tables;
    }

    /** Where routes of a VPC may lead; the internet gateway first, if there is one. */
    private static List<RouteTarget> targets(
            String vpc, boolean attached, List<String> natGateways, List<String> forwarders) {
        List<RouteTarget> targets = new ArrayList<>();
        if (attached) {
            targets.add(Targets.igw(vpc));
        }
        natGateways.forEach(name -> targets.add(Targets.nat(name)));
        forwarders.forEach(name -> targets.add(Targets.eni(name)));
        return targets;
    }

    /** Assignable addresses, the first and the last of them likely. */
    private List<Ipv4> distinctAddresses(Cidr block, int count) {
        int last = (int) block.size() - 2;
        TreeSet<Ipv4> addresses = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            addresses.add(block.address(draw.one(4, last, draw.between(4, last), draw.between(4, last))));
        }
        return List.copyOf(addresses);
    }

    private String[] some(List<String> groups) {
        return groups.stream().filter(group -> draw.chance(45)).toArray(String[]::new);
    }

    private boolean hasPublicAddressLeft() {
        return poolNext <= POOL_LAST;
    }

    private String publicAddress() {
        return "203.0.113." + poolNext++;
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
