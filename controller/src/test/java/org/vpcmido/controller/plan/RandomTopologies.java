// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.controller.compile.Stratum;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;

/**
 * Small clouds in the shape of our layout, from a seed: VPC routers on an edge router, bridges, interfaces with chains
 * that jump to group chains, elastic IPs that wander. Names come from a small pool, so that two clouds share much.
 */
final class RandomTopologies {
    static final Key EDGE = new Key("core/edge-router");
    static final Key EDGE_PORT = new Key("core/edge-router/inner-port");
    private static final Cidr ANY = Cidr.ANY;

    private final Random random;
    private final List<Resource> resources = new ArrayList<>();
    private final Map<Key, Stratum> strata = new HashMap<>();
    private final Map<Key, List<Rule>> chains = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Key> groups = new ArrayList<>();

    private RandomTopologies(long seed) {
        this.random = new Random(seed);
    }

    /** Hosts, which no plan makes. */
    static List<Resource> hosts() {
        return List.of(
                new Host(new Key("host/a"), "a", List.of(), true, List.of()),
                new Host(new Key("host/b"), "b", List.of(), true, List.of()));
    }

    static Desired desired(long seed) {
        RandomTopologies topology = new RandomTopologies(seed);
        topology.build();
        return topology.finished();
    }

    private Desired finished() {
        chains.values().forEach(rules -> resources.addAll(ContentAddressed.keyed(rules)));
        resources.addAll(ContentAddressed.keyed(routes));
        return new Desired(Topology.of(resources), strata, Holds.none(), Map.of(), List.of());
    }

    private void build() {
        resources.add(new Router(EDGE, "t", "edge", true, Optional.empty(), Optional.empty(), random.nextInt(2)));
        resources.add(routerPort(EDGE_PORT, EDGE, random.nextInt(8) == 0 ? 9 : 1, Optional.empty(), Optional.empty()));
        for (int group = 0; group < 3; group++) {
            if (random.nextInt(4) > 0) {
                group(group);
            }
        }
        List<Integer> publicAddresses = new ArrayList<>(List.of(1, 2, 3));
        List<String> taps = new ArrayList<>(List.of("tap1", "tap2", "tap3", "tap4", "tap5", "tap6", "tap7", "tap8"));
        for (int vpc = 0; vpc < 2; vpc++) {
            if (random.nextInt(5) > 0) {
                vpc(vpc, publicAddresses, taps);
            }
        }
    }

    private void group(int number) {
        Key addresses = Key.of("security-group", "sg-" + number, "all-addresses");
        resources.add(new IpAddrGroup(addresses, "sg" + number));
        for (int address = 0; address < 3; address++) {
            if (random.nextBoolean()) {
                resources.add(new IpAddrGroupAddr(addresses, ip(10, 0, number, address)));
            }
        }
        groups.add(addresses);
        Key chain = Key.of("security-group", "sg-" + number, "chain");
        chain(chain);
        for (int rule = 0; rule < random.nextInt(5); rule++) {
            rule(
                    chain,
                    RuleAction.Verdict.ACCEPT,
                    Match.where()
                            .ipAddrGroupSrc(Term.is(groups.get(random.nextInt(groups.size()))))
                            .tpDst(Term.is(port(random.nextInt(4)))),
                    0,
                    0);
        }
    }

    private void vpc(int number, List<Integer> publicAddresses, List<String> taps) {
        Key vpc = Key.of("vpc", "vpc-" + number);
        Key elastic = vpc.child("elastic-ip-chain");
        Key pre = vpc.child("pre-chain");
        Key post = vpc.child("post-chain");
        chain(elastic);
        chain(pre);
        rule(pre, new RuleAction.Jump(elastic), Match.where(), 0, 0);
        chain(post);
        Key router = vpc.child("router");
        resources.add(new Router(router, "t", "vr" + number, true, Optional.of(pre), Optional.of(post), 0));
        Key uplink = vpc.child("uplink");
        resources.add(routerPort(
                uplink, router, random.nextInt(8) == 0 ? 40 : 20 + number, Optional.empty(), Optional.empty()));
        Key bridge = Key.of("subnet", "subnet-" + number, "bridge");
        resources.add(new Bridge(bridge, "t", "vb" + number, true, Optional.empty(), Optional.empty()));
        Key routerPort = Key.of("subnet", "subnet-" + number, "router-port");
        resources.add(routerPort(routerPort, router, 30 + number, Optional.empty(), Optional.empty()));
        Key bridgePort = Key.of("subnet", "subnet-" + number, "bridge-router-port");
        resources.add(new BridgePort(bridgePort, bridge, Optional.empty(), Optional.empty(), true, 0));
        resources.add(new PortLink(routerPort, bridgePort));
        route(router, ANY, uplink, Optional.of(ip(169, 254, 0, random.nextInt(2))), 0);
        Cidr subnet = Cidr.of("10.0." + number + ".0/24");
        resources.add(new DhcpSubnet(
                bridge,
                subnet,
                Optional.of(ip(10, 0, number, 1)),
                Optional.empty(),
                List.of(ip(8, 8, 8, random.nextInt(2))),
                OptionalInt.empty(),
                List.of(),
                true));
        for (int each = 0; each < random.nextInt(4); each++) {
            networkInterface(number, each, bridge, subnet, taps);
            if (!publicAddresses.isEmpty() && random.nextBoolean()) {
                int address = publicAddresses.remove(random.nextInt(publicAddresses.size()));
                elasticIp(number, each, address, elastic, post);
            }
        }
    }

    private void networkInterface(int vpc, int number, Key bridge, Cidr subnet, List<String> taps) {
        Key name = Key.of("interface", "eni-" + vpc + number);
        Key pre = name.child("pre-chain");
        Key post = name.child("post-chain");
        for (Key chain : List.of(pre, post)) {
            chain(chain);
            rule(chain, RuleAction.Verdict.DROP, Match.where().dlType(Term.is(34525)), 0, 0);
            groups.forEach(group -> {
                if (random.nextBoolean()) {
                    Key groupChain = new Key(group.path().replace("all-addresses", "chain"));
                    rule(chain, new RuleAction.Jump(groupChain), Match.where(), 1, 2);
                }
            });
            if (random.nextBoolean()) {
                rule(chain, RuleAction.Verdict.ACCEPT, Match.where().returnFlow(), 1, 1);
            }
            rule(chain, RuleAction.Verdict.DROP, Match.where(), 9, 9);
        }
        Key port = name.child("port");
        resources.add(new BridgePort(port, bridge, Optional.of(pre), Optional.of(post), true, 0));
        if (random.nextInt(4) > 0) {
            resources.add(new HostInterfacePort(
                    port,
                    random.nextBoolean() ? new Key("host/a") : new Key("host/b"),
                    taps.remove(random.nextInt(taps.size()))));
        }
        Ipv4 address = ip(10, 0, vpc, 10 + random.nextInt(20));
        MacAddress mac = new MacAddress(0xD00D00000000L + number);
        resources.add(new DhcpHost(bridge, subnet, mac, Optional.of(address), Optional.of(name.path()), List.of()));
        resources.add(new ArpEntry(bridge, address, mac));
        resources.add(new MacEntry(bridge, mac, port, 0));
    }

    private void elasticIp(int vpc, int number, int address, Key elastic, Key post) {
        Ipv4 publicAddress = ip(203, 0, 113, address);
        Ipv4 privateAddress = ip(10, 0, vpc, number);
        rule(
                elastic,
                new RuleAction.Nat(
                        RuleAction.NatDirection.DNAT,
                        RuleAction.FlowAction.CONTINUE,
                        List.of(NatTarget.only(privateAddress))),
                Match.where().nwDst(Term.is(publicAddress.asCidr())),
                0,
                0);
        rule(
                post,
                new RuleAction.Nat(
                        RuleAction.NatDirection.SNAT,
                        RuleAction.FlowAction.ACCEPT,
                        List.of(NatTarget.only(publicAddress))),
                Match.where().nwSrc(Term.is(privateAddress.asCidr())),
                0,
                0);
        route(EDGE, publicAddress.asCidr(), EDGE_PORT, Optional.of(ip(169, 254, 0, 10 + vpc)), 100);
    }

    private void chain(Key key) {
        resources.add(new Chain(key, "t", key.path()));
        chains.put(key, new ArrayList<>());
    }

    private void rule(Key chain, RuleAction action, Match.Builder match, int first, int last) {
        List<Rule> rules = chains.getOrDefault(chain, new ArrayList<>());
        Rule rule = Rule.of(chain, rules.size() + 1, action, match.build());
        if (rules.stream().noneMatch(other -> other.key().equals(rule.key()))) {
            rules.add(rule);
            strata.put(rule.key(), new Stratum(first, last));
        }
    }

    private void route(Key router, Cidr destination, Key port, Optional<Ipv4> gateway, int weight) {
        routes.add(Route.normal(router, ANY, destination, port, gateway, weight));
    }

    private static RouterPort routerPort(Key key, Key router, int number, Optional<Key> in, Optional<Key> out) {
        return new RouterPort(
                key,
                router,
                ip(169, 254, number, 1),
                Cidr.of("169.254." + number + ".0/24"),
                Optional.empty(),
                in,
                out,
                true);
    }

    private static PortRange port(int offset) {
        return new PortRange(80 + offset, 80 + offset);
    }

    static Ipv4 ip(int a, int b, int c, int d) {
        return Ipv4.of(a + "." + b + "." + c + "." + d);
    }
}
