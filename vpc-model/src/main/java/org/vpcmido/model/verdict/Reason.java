// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

/** Why a packet is refused. A refusal is silent: nothing is sent back. */
public enum Reason {
    /** No route of the subnet's table covers the destination. */
    NO_ROUTE,
    /** The route leads to something that is gone. */
    BLACKHOLE,
    /** The internet gateway is not attached to the VPC. */
    DETACHED_GATEWAY,
    /** An interface sent from an address that is not its own. */
    SOURCE_CHECK,
    /** An interface was sent a packet for an address that is not its own. */
    DESTINATION_CHECK,
    /** A network ACL's entry denies, or none allows. */
    NETWORK_ACL,
    /** No rule of the interface's security groups allows. */
    SECURITY_GROUP,
    /** The sender has no public address, and an internet gateway translates nothing else. */
    NO_PUBLIC_ADDRESS,
    /**
     * The subnet's route to the other side is not the internet gateway, so no conversation comes about. Whether its
     * packets are lost on the way in, or only the answers on their way out, is left open.
     */
    NO_WAY_BACK,
    /** Nobody has the destination address. */
    UNASSIGNED_ADDRESS,
    /** One of the five addresses of a subnet that no interface can have. */
    RESERVED_ADDRESS,
    /** An address of 169.254.0.0/16 that offers no such service. */
    LINK_LOCAL_ADDRESS,
    /** Broadcast and multicast are not carried. */
    NOT_UNICAST,
    /** A private address of another VPC. */
    OTHER_VPC,
    /** The outside sent to an address that is nobody's public address. */
    NOT_OUR_ADDRESS,
    /** The outside sent from an address that cannot be outside. */
    IMPOSSIBLE_SOURCE,
    /** A NAT gateway lets nothing in that nobody asked for. */
    NAT_GATEWAY_UNSOLICITED,
    /** A NAT gateway translates TCP, UDP and ICMP echo, and no later fragments. */
    NAT_GATEWAY_PROTOCOL,
    /** The NAT gateway has no public address now. */
    NAT_GATEWAY_WITHOUT_ADDRESS,
    /** The NAT gateway's own subnet does not route the destination to the internet gateway. */
    NAT_GATEWAY_WITHOUT_WAY_OUT
}
