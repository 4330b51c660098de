// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

/** A deviation from eucanetd's topology that an operator can switch on by its name. */
public enum Correction {
    UPLINK_SPOOFING(
            "uplink-spoofing",
            "nothing from outside passes for one of the cloud's own addresses",
            "Any source address may come in by an uplink. A packet with the private or public address of a security"
                    + " group's member passes the rules that admit the group, and one with a source in the receiver's"
                    + " subnet passes the network ACL too.",
            "Gateway ports refuse link-local sources, metadata identities and the cloud's public addresses; hairpin"
                    + " traffic does not come in there. A VPC's edge refuses sources in the VPC's own block. That is"
                    + " done there and not at the uplink, since the block of one tenant's VPC may also be in use"
                    + " outside: a tenant must not be able to cut the others off from it, and within a VPC such a"
                    + " source could not be answered anyway. The uplink's own network and next hop are never refused."),
    PRIVATE_LEAK(
            "private-leak",
            "nothing leaves with a private source",
            "An instance without public address whose subnet leads to the internet gateway sends with its private"
                    + " source, and a NAT gateway lets pass what it cannot translate: fragments, GRE, ESP, SCTP.",
            "What is still private behind the elastic IP rules ends at the VPC's edge, or in the NAT gateway."),
    UNASSIGNED_ADDRESSES(
            "unassigned-addresses",
            "the VPC's block is local",
            "The VPC's router knows its subnets only, so that an address of the VPC's block that is in no subnet"
                    + " follows the default route to the outside.",
            "A black hole for the VPC's block takes what no subnet does."),
    OPEN_TRANSIT(
            "open-transit",
            "what enters by an uplink never leaves by one",
            "The edge router sends out again what enters an uplink for an address that it does not know, and asks the"
                    + " uplink for public addresses that nobody has.",
            "Gateway ports refuse to send what entered by a gateway port, and public addresses without an owner end"
                    + " in black holes at the edge router."),
    NAT_LOOP(
            "nat-loop",
            "unsolicited packets to a NAT gateway end at once",
            "A packet to a NAT gateway's public address that answers nothing circles between the edge router and the"
                    + " NAT gateway until it has passed twelve devices, for which the gateway host pays.",
            "The NAT gateway has a black hole for its own public address. Answers get their real destination before"
                    + " routes are looked at."),
    UNRESOLVABLE_ROUTES(
            "unresolvable-routes",
            "a route that leads nowhere is a black hole",
            "A route whose target is detached, deleted, of a kind that this cloud does not have, or not readable is left"
                    + " out, and its traffic follows a shorter prefix, to the internet for example.",
            "Such a route ends in a black hole. What MidoNet still has for the destination goes at once, but where the"
                    + " document can not be read or contradicts itself: there it is held, and goes on to work, as its"
                    + " weight is below that of the black hole."),
    DETACHED_GATEWAY(
            "detached-gateway",
            "without an internet gateway nothing comes in or goes out",
            "Nobody asks whether a VPC has an internet gateway attached: elastic IPs lead in without one, and NAT"
                    + " gateways have a way out of their own.",
            "Elastic IPs and NAT gateways of a VPC without internet gateway are neither translated nor led to."),
    RESOLVER_ADDRESS(
            "resolver-address",
            "the subnet's second address answers DNS",
            "The subnet's second address, known to guests as VPC resolver, resolves to the router, where packets to it"
                    + " circle until they are dropped.",
            "Port 53 of it, by UDP and TCP, is translated to the cloud's resolver 169.254.169.253 where packets enter"
                    + " the router, and back; everything else to it ends there."),
    TAP_FLOODS(
            "tap-floods",
            "the metadata tap of a subnet is closed",
            "Each subnet has a port, bound to vn0_ on the cloud controller's host, that carries nothing since there is"
                    + " the metadata router. It receives whatever is flooded, and frames from it reach instances"
                    + " unfiltered.",
            "The port is administratively down. It stays, since eucanetd would call a subnet without it incomplete."
                    + " Without the metadata router it is in use and stays open."),
    DHCP_OPTIONS(
            "dhcp-options",
            "DHCP option sets are honoured",
            "DHCP option sets are read and not used: everybody is told the cloud's domain and resolvers.",
            "A VPC's set decides about resolvers, domain (options 15 and 119), time servers (42) and NetBIOS name"
                    + " servers (44); what it does not say comes from the cloud. The NetBIOS node type is left out,"
                    + " as agents cannot send a byte of that option."),
    ICMP_ERRORS(
            "icmp-errors",
            "ICMP errors about an instance's own packets reach it",
            "An ICMP error about a tracked connection is judged by the ingress rules, and dropped where they do not"
                    + " admit ICMP, so that path MTU discovery fails.",
            "Destination unreachable, time exceeded and parameter problem are admitted if the packet that they quote"
                    + " has the instance as its source. Network ACLs still judge them. Before MidoNet 5.0.3, and in"
                    + " 5.1.0, elastic IPs inside quoted packets are not translated back, so that those errors are"
                    + " judged as eucanetd has it."),
    PORT_ZERO(
            "port-zero",
            "rules that name 0 are said another way",
            "MidoNet 5.2.2 and later refuses rules that name port 0, ICMP type 0 or ICMP code 0, and eucanetd then"
                    + " never completes the group or ACL.",
            "Such a rule is stated by its complement: ports 0 to 22 as 'not 23 to 65535', code 0 as 'not 1 to 65535',"
                    + " all ports as 'any whole packet or first fragment' (but see all-ports). It matches exactly what"
                    + " was asked for. Servers that take 0 get it as eucanetd sends it."),
    ALL_PORTS(
            "all-ports",
            "all ports of a protocol are the whole protocol",
            "A rule for all ports of TCP or UDP is sent as ports 0 to 65535, and a rule of ports never matches a later"
                    + " fragment, as it has none. An allow loses all but the first fragments of what it admits, and an"
                    + " entry of a network ACL that denies all of TCP lets later fragments go on to the next entry.",
            "Such a rule names the protocol alone, and so allows or denies every fragment of it."),
    METADATA_PROTOCOLS(
            "metadata-protocols",
            "UDP and TCP towards the resolver are not swapped",
            "UDP and TCP are swapped in the list of what may pass to 169.254.169.253 (MIDO_MD_253_EGRESS). The default"
                    + " list names both for each port, so that nothing changes there; a list that names one opens the"
                    + " other.",
            "The list is taken as it is written."),
    GROUP_REFERENCES_PRIVATE(
            "group-references-private",
            "a group reference means private addresses",
            "A rule that refers to a group matches the private and the public addresses of its members, so that"
                    + " members also reach each other by their elastic IPs.",
            "It matches private addresses only, as AWS does. Not part of 'all', as clouds may rely on the other: ask"
                    + " for 'all,group-references-private'.");

    private final String id;
    private final String purpose;
    private final String eucanetd;
    private final String instead;

    Correction(String id, String purpose, String eucanetd, String instead) {
        this.id = id;
        this.purpose = purpose;
        this.eucanetd = eucanetd;
        this.instead = instead;
    }

    /** Its name in settings and on the command line. */
    public String id() {
        return id;
    }

    /** What eucanetd does and what follows from it; for operators. */
    public String eucanetd() {
        return eucanetd;
    }

    /** What is done instead; for operators. */
    public String instead() {
        return instead;
    }

    /** Whether {@code all} includes it; others are a matter of taste, and wanted only by name. */
    public boolean isForAll() {
        return this != GROUP_REFERENCES_PRIVATE;
    }

    /** Why a resource is asked for that is there because of this. */
    public String because() {
        return "correction " + id + ": " + purpose;
    }
}
