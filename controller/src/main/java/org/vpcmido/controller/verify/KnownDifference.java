// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Predicate;
import org.vpcmido.model.verdict.Deviation;
import org.vpcmido.model.verdict.Reason;
import org.vpcmido.model.verdict.Service;

/**
 * A difference between MidoNet and the rules of a VPC that is known and accepted. Those with a correction are accepted
 * only where that correction is not wanted; {@code DESIGN.md} says why the others are. The first that fits counts.
 */
public enum KnownDifference {
    HELD(
            "held",
            "what it depends on is held: its wish cannot be read, so that MidoNet keeps what it has",
            "",
            Difference::isAboutHeld),
    NO_UPLINK(
            "no-uplink",
            "none of the cloud's uplinks can be read: MidoNet has none, or what it has is held, and nothing is known to"
                    + " reach the outside or to come from there",
            "",
            Difference::isCutOffFromOutside),
    FORWARDED_SOURCE(
            "forwarded-source",
            "the sender forwards for others: MidoNet finds routes, remembers connections and translates by a packet's"
                    + " source address, and a VPC by the interface that sent it",
            "",
            Difference::isForwarded),
    ROUTER_ADDRESS(
            "router-address",
            "routers answer echo requests at all of their addresses, and a VPC at none",
            "",
            difference -> difference.arrivedAt(Service.ROUTER)),
    RESOLVER_OPENINGS(
            "resolver-openings",
            "other ports than 53 lead to the resolver, or not all ways to a service are open, by settings"
                    + " MIDO_MD_253_EGRESS and MIDO_MD_254_EGRESS",
            "",
            difference -> difference.arrivedAt(Service.RESOLVER) || difference.isShutBySetting()),
    METADATA_PROTOCOLS(
            "metadata-protocols",
            "UDP and TCP change places in setting MIDO_MD_253_EGRESS, so that what it lists alone is shut",
            "metadata-protocols",
            Difference::isShutBySwap),
    NAT_GATEWAY_WAY_OUT(
            "nat-gateway-way-out",
            "a NAT gateway of MidoNet has a way to the outside of its own, whatever the route table of its subnet says",
            "",
            Deviation.NAT_GATEWAY_OWN_WAY_OUT),
    UNRESOLVABLE_ROUTES(
            "unresolvable-routes",
            "a route whose target is gone is left out, and its traffic takes the next shorter prefix",
            "unresolvable-routes",
            Deviation.ROUTES_TO_NOWHERE),
    PORT_ZERO(
            "port-zero",
            "what a group or network ACL allows by port 0, ICMP type 0 or ICMP code 0 is left out, as this MidoNet"
                    + " refuses the number",
            "port-zero",
            Deviation.ALLOWING_ZERO),
    ALL_PORTS_REFUSED(
            "all-ports-refused",
            "what a group or network ACL allows for all ports is left out, as this MidoNet refuses ports from 0",
            "all-ports",
            Deviation.ALLOWING_ALL_PORTS),
    DETACHED_GATEWAY(
            "detached-gateway",
            "an elastic IP leads in although its VPC has no internet gateway; answers have no way out",
            "detached-gateway",
            Deviation.ELASTIC_IP_WITHOUT_GATEWAY),
    PRIVATE_ELSEWHERE(
            "private-elsewhere",
            "private addresses of other VPCs are like any others of the outside: packets for them leave, translated,"
                    + " and packets from them come in",
            "",
            Deviation.PRIVATE_ADDRESSES_OUTSIDE),
    UNASKED_ECHO_REPLY(
            "unasked-echo-reply",
            "a NAT gateway translates echo replies that nobody asked for like echo requests",
            "",
            Deviation.NAT_GATEWAY_ECHO_REPLIES),
    IMPOSSIBLE_DESTINATION(
            "impossible-destination",
            "MidoNet routes packets to addresses that nobody can have like any others",
            "",
            Deviation.ANY_DESTINATION),
    PUBLIC_MEMBERS(
            "public-members",
            "a rule that refers to a group admits the public addresses of its members too",
            "group-references-private",
            Deviation.MEMBERS_BY_PUBLIC_ADDRESS),
    FORWARDER_ACL(
            "forwarder-acl",
            "a route leads to an interface that forwards: the network ACL of its subnet tells in from out by address, and"
                    + " judges what is neither from nor for the subnet in both directions",
            "",
            Deviation.ACL_BY_ADDRESS),
    LINK_LOCAL(
            "link-local",
            "network ACLs do not judge packets for link-local addresses, and routes lead those that are for no service"
                    + " like any others",
            "",
            difference -> difference.isLetThrough(Reason.LINK_LOCAL_ADDRESS)),
    FLOODED(
            "flooded",
            "multicast and broadcast packets reach the interfaces of the sender's subnet whose check is off",
            "",
            Difference::isFlooded),
    PORTLESS_FRAGMENT(
            "portless-fragment",
            "a rule or entry of all ports means whole packets and first fragments in MidoNet, and in a VPC later"
                    + " fragments too, whether it allows or denies",
            "all-ports",
            Difference::isFragmentOfAllPorts),
    NAT_GATEWAY_ACL(
            "nat-gateway-acl",
            "the network ACL of a NAT gateway's subnet judges answers when their own port is restored, and in a VPC by"
                    + " the port that the NAT gateway chose",
            "",
            Difference::isNatAnswerJudgedByAcl),
    UPLINK_SPOOFING(
            "uplink-spoofing",
            "a source that cannot be outside comes in from there",
            "uplink-spoofing",
            difference -> difference.isLetThrough(Reason.IMPOSSIBLE_SOURCE)),
    NAT_LOOP(
            "nat-loop",
            "what is for the public address of the sender's NAT gateway comes back to its sender",
            "nat-loop",
            Difference::isReturnedByNatGateway),
    PRIVATE_LEAK(
            "private-leak",
            "a packet leaves its VPC with its private source",
            "private-leak",
            difference -> difference.isLetThrough(Reason.NO_PUBLIC_ADDRESS, Reason.NAT_GATEWAY_PROTOCOL)),
    OPEN_TRANSIT(
            "open-transit",
            "the edge router sends on what nobody in the cloud has",
            "open-transit",
            Difference::isSentOnByTheEdge),
    UNASSIGNED_ADDRESSES(
            "unassigned-addresses",
            "an address of the VPC's block that is in no subnet follows the default route",
            "unassigned-addresses",
            difference -> difference.isLetThrough(Reason.UNASSIGNED_ADDRESS)),
    RESOLVER_ADDRESS(
            "resolver-address",
            "the second address of a subnet does not resolve names",
            "resolver-address",
            difference -> difference.isLostOnTheWayTo(Service.RESOLVER));

    private final String id;
    private final String description;
    private final String correction;

    private final Optional<Deviation> deviation;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Predicate<Difference> fits;

    KnownDifference(String id, String description, String correction, Predicate<Difference> fits) {
        this.id = requireNonNull(id, "id");
        this.description = description;
        this.correction = correction;
        this.deviation = Optional.empty();
        this.fits = fits;
    }

    KnownDifference(String id, String description, String correction, Deviation deviation) {
        this.id = requireNonNull(id, "id");
        this.description = description;
        this.correction = correction;
        this.deviation = Optional.of(deviation);
        this.fits = none -> false;
    }

    /** Its name in reports. */
    public String id() {
        return id;
    }

    /** What MidoNet does, and what a VPC does, in words. */
    public String description() {
        return description;
    }

    /** The correction that makes it go away, if there is one. */
    public Optional<String> correction() {
        return correction.isEmpty() ? Optional.empty() : Optional.of(correction);
    }

    /**
     * The rule that MidoNet does not keep. An oracle that leaves it out must say exactly what MidoNet does: then the
     * packet is compared as strictly as any other. Without such a rule, packets that fit are left out.
     */
    public Optional<Deviation> deviation() {
        return deviation;
    }

    boolean fits(Difference difference) {
        return fits.test(difference);
    }
}
