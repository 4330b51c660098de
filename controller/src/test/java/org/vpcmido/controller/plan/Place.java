// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;

/**
 * A bridge with a port whose filter jumps to two chains and admits the members of a group; and a router whose black hole
 * takes what no route of it leads on.
 */
record Place(int number) {
    private static final Key HOST = new Key("host/a");
    private static final int TCP = 6;

    /** Behind whatever is put in front of them. */
    private static final int LAST = 1000;

    private String name() {
        return "p" + number;
    }

    Key bridge() {
        return Key.of("subnet", name(), "bridge");
    }

    Key filter() {
        return Key.of("interface", name(), "post-chain");
    }

    Key one() {
        return Key.of("security-group", name() + "-1", "ingress-chain");
    }

    Key other() {
        return Key.of("security-group", name() + "-2", "ingress-chain");
    }

    /** A chain that nothing jumps to, and that a jump may lead to. */
    Key spare() {
        return Key.of("security-group", name() + "-3", "ingress-chain");
    }

    /** The group that the filter names. */
    Key group() {
        return Key.of("security-group", name() + "-1", "all-addresses");
    }

    Key router() {
        return Key.of("vpc", name(), "router");
    }

    BridgePort port() {
        return new BridgePort(
                Key.of("interface", name(), "port"), bridge(), Optional.empty(), Optional.of(filter()), true, 0);
    }

    RouterPort routerPort() {
        return new RouterPort(
                Key.of("vpc", name(), "router-port"),
                router(),
                Ipv4.of("10.0.0.1"),
                Cidr.of("10.0.0.0/24"),
                Optional.of(MacAddress.of("02:00:00:00:00:09")),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    List<Resource> resources(Resource... more) {
        Stream<Resource> there = Stream.of(
                new Host(HOST, "a", List.of(), true, List.of()),
                new Bridge(bridge(), "t", "b", true, Optional.empty(), Optional.empty()),
                new Chain(filter(), "t", "filter"),
                new Chain(one(), "t", "one"),
                new Chain(other(), "t", "other"),
                new Chain(spare(), "t", "spare"),
                new IpAddrGroup(group(), "g"),
                jump(one()).at(LAST),
                jump(other()).at(LAST + 1),
                Rule.of(
                        filter(),
                        LAST + 2,
                        RuleAction.Verdict.ACCEPT,
                        Match.where()
                                .nwProto(TCP)
                                .ipAddrGroupSrc(group())
                                .tpDst(PortRange.of(22))
                                .build()),
                drop(LAST + 3, 0, 65535),
                port(),
                new Router(router(), "t", "r", true, Optional.empty(), Optional.empty(), 0),
                routerPort(),
                blackHole("10.0.0.0/8"));
        return Stream.concat(there, Stream.of(more)).toList();
    }

    Rule accept(Key chain, int port) {
        return accept(chain, port, port);
    }

    Rule accept(Key chain, int first, int last) {
        return Rule.of(
                chain,
                first,
                RuleAction.Verdict.ACCEPT,
                Match.where().nwProto(TCP).tpDst(new PortRange(first, last)).build());
    }

    Rule drop(int position, int first, int last) {
        return Rule.of(
                filter(),
                position,
                RuleAction.Verdict.DROP,
                Match.where().nwProto(TCP).tpDst(new PortRange(first, last)).build());
    }

    Rule jump(Key target) {
        return Rule.of(filter(), 1, new RuleAction.Jump(target), Match.where().build());
    }

    Rule translation() {
        Ipv4 inside = Ipv4.of("10.0.0.128").plus(number);
        NatTarget target = new NatTarget(inside, inside, 0, 0);
        return Rule.of(
                filter(),
                1,
                new RuleAction.Nat(RuleAction.NatDirection.DNAT, RuleAction.FlowAction.ACCEPT, List.of(target)),
                Match.where()
                        .nwDst(Ipv4.of("203.0.113.0").plus(number).asCidr())
                        .build());
    }

    IpAddrGroupAddr member() {
        return new IpAddrGroupAddr(group(), Ipv4.of("10.0.0.64").plus(number));
    }

    HostInterfacePort binding() {
        return new HostInterfacePort(port().key(), HOST, "tap-" + name());
    }

    Route route(String destination) {
        return routeBy(destination, "10.0.0.2");
    }

    Route routeBy(String destination, String gateway) {
        return Route.normal(
                router(), Cidr.ANY, Cidr.of(destination), routerPort().key(), Optional.of(Ipv4.of(gateway)), 0);
    }

    Route blackHole(String destination) {
        return Route.ending(router(), Route.Type.BLACK_HOLE, Cidr.ANY, Cidr.of(destination), 0);
    }
}
