// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

/**
 * A rule of Amazon's that an oracle leaves out when it is told to, where a cloud is known not to keep it. What such an
 * oracle says can be compared with what the cloud does as exactly as if nothing had been left out.
 */
public enum Deviation {
    /** A NAT gateway reaches the outside, and is reached from there, whatever the routes of its own subnet say. */
    NAT_GATEWAY_OWN_WAY_OUT,
    /** A NAT gateway translates echo replies as it translates echo requests. */
    NAT_GATEWAY_ECHO_REPLIES,
    /** A public address leads in although the VPC has no internet gateway. */
    ELASTIC_IP_WITHOUT_GATEWAY,
    /** A packet from outside arrives although answers to it have no way back. */
    NO_WAY_BACK,
    /** Private addresses of VPCs are like any others of the outside to who is not in that VPC. */
    PRIVATE_ADDRESSES_OUTSIDE,
    /** Routes carry packets to addresses that nobody can have: broadcast, multicast, link-local, loopback. */
    ANY_DESTINATION,
    /** A group as a peer means the public addresses of its members, too. */
    MEMBERS_BY_PUBLIC_ADDRESS,
    /**
     * A network ACL tells what comes into its subnet, and what goes out of it, by addresses: it judges a packet for
     * nobody in the subnet on its way out, and one from nobody in the subnet on its way in, even if they stay inside.
     */
    ACL_BY_ADDRESS,
    /** A route whose target is gone, or cannot be read, is none: its traffic takes the next shorter prefix. */
    ROUTES_TO_NOWHERE,
    /**
     * What a security group or network ACL allows does not count if it names port 0, ICMP type 0 or ICMP code 0, but for
     * all ports of a protocol. What is denied stays denied.
     */
    ALLOWING_ZERO,
    /** What a security group or network ACL allows does not count if it names all ports of TCP or UDP. */
    ALLOWING_ALL_PORTS
}
