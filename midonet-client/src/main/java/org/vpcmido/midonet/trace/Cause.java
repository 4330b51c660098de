// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.vpcmido.midonet.trace.Result.Kind.CONSUMED;
import static org.vpcmido.midonet.trace.Result.Kind.DROPPED;
import static org.vpcmido.midonet.trace.Result.Kind.ERROR_DROP;
import static org.vpcmido.midonet.trace.Result.Kind.FAILED;
import static org.vpcmido.midonet.trace.Result.Kind.SHORT_DROP;
import static org.vpcmido.midonet.trace.Result.Kind.UNRESOLVED;

/** Everything that ends a packet's way without its coming out, and how ({@link Result.Kind}). */
enum Cause {
    RULE(DROPPED, "rule %s"),

    PORT_DOWN(DROPPED, "port %s is down"),
    IPV6_AT_ROUTER(DROPPED, "IPv6 at a router port"),
    BACK_AGAIN(DROPPED, "back to the port that it came by"),
    LOOP(ERROR_DROP, "loop: more than " + PortSimulation.DEVICES_MAX + " devices"),
    LEADS_NOWHERE(ERROR_DROP, "port %s leads nowhere"),
    BRIDGES_LINKED(DROPPED, "bridges that are linked without a VLAN"),
    NO_TUNNEL(DROPPED, "%s and %s share no tunnel zone"),
    NO_AGENT_THERE(DROPPED, "no agent runs on %s"),

    NO_BRIDGE(ERROR_DROP, "bridge %s does not exist"),
    BRIDGE_DOWN(DROPPED, "bridge %s is down"),
    MULTICAST_SOURCE(DROPPED, "multicast source MAC"),
    MAC_ON_INGRESS(ERROR_DROP, "destination MAC is on the ingress port"),
    NO_SUCH_PORT(ERROR_DROP, "port %s of the MAC table does not exist"),
    FLOODED_IN_VAIN(DROPPED, "flooded, and nobody took it"),

    NO_ROUTER(ERROR_DROP, "router %s does not exist"),
    ROUTER_DOWN(DROPPED, "router %s is down"),
    VLAN_AT_ROUTER(DROPPED, "VLAN tag at a router"),
    OTHER_ETHER_TYPE(DROPPED, "neither IPv4 nor ARP at a router"),
    BROADCAST_AT_ROUTER(DROPPED, "broadcast at a router"),
    OTHER_MAC(DROPPED, "destination MAC is not the router port's"),
    NO_ROUTE(SHORT_DROP, "no route"),
    BLACK_HOLE(SHORT_DROP, "route of type BlackHole"),
    REJECTING_ROUTE(DROPPED, "route of type Reject"),
    TTL_EXCEEDED(SHORT_DROP, "time to live exceeded"),
    ROUTE_WITHOUT_PORT(DROPPED, "the route leads to no port with an address"),
    OWN_ADDRESS(DROPPED, "for the address of the port that it would leave by"),
    FOR_ROUTER_ITSELF(ERROR_DROP, "for the router itself, and not an ICMP request"),
    OUT_OF_REACH(DROPPED, "next hop %s is not in the subnet of the port"),
    NO_ARP_ANSWER(UNRESOLVED, "no answer to ARP for %s"),

    ANSWERED_BY_DHCP(CONSUMED, "answered by DHCP"),
    ANSWERED_BY_BRIDGE(CONSUMED, "answered by the bridge"),
    ANSWERED_BY_ROUTER(CONSUMED, "answered by the router"),
    ARP_FOR_ROUTER(CONSUMED, "ARP for a router"),

    NO_AGENT_HERE(FAILED, "no agent runs on %s"),
    NOT_LOADABLE(FAILED, "%s cannot be loaded: %s"),
    VLAN_AWARE_BRIDGES(FAILED, "VLAN-aware bridges, as behind %s, are not modelled"),
    RULE_NOT_MODELLED(FAILED, "rule %s#%s is of type %s, which is not modelled");

    private final Result.Kind kind;
    private final String words;

    Cause(Result.Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    Result.Kind kind() {
        return kind;
    }

    /** In words, with the names of what it is about. */
    String words(Object... names) {
        return names.length == 0 ? words : String.format(words, names);
    }
}
