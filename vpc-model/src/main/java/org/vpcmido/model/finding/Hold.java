// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroupId;

/**
 * A part of the cloud whose wish cannot be read: what MidoNet has for it is neither changed nor deleted, what MidoNet
 * lacks of it is not made.
 *
 * @param subject a cloud id, the name of an uplink gateway, or {@code INTERFACE in GROUP} for one membership
 * @param part which part of it
 */
public record Hold(String subject, Part part) implements Comparable<Hold> {
    private static final String IN = " in ";

    public Hold {
        requireNonNull(subject, "subject");
        requireNonNull(part, "part");
    }

    /** All of {@code subject}. */
    public static Hold all(String subject) {
        return new Hold(subject, Part.ALL);
    }

    /** An interface's membership in one group, whatever becomes of its others. */
    public static Hold membership(NetworkInterfaceId member, SecurityGroupId group) {
        return new Hold(member + IN + group, Part.MEMBERSHIP);
    }

    /** The cloud id or name of what this is about: of a membership, the interface. */
    public String owner() {
        return part == Part.MEMBERSHIP ? subject.split(IN, 2)[0] : subject;
    }

    /** The one group that a held membership is about; empty if it is about all of them, or about something else. */
    public Optional<SecurityGroupId> group() {
        boolean isOfOne = part == Part.MEMBERSHIP && subject.contains(IN);
        return isOfOne ? Optional.of(new SecurityGroupId(subject.split(IN, 2)[1])) : Optional.empty();
    }

    /** Whether this is about an uplink gateway, or about all of them. Cloud ids have no slash, names of gateways do. */
    public boolean isOfGateways() {
        return part == Part.GATEWAYS || subject.contains("/");
    }

    /** Which part of a subject is held. */
    public enum Part {
        /** Everything that serves it. */
        ALL,
        /** The ingress rules of a group, or the ingress entries of a network ACL, that are not stated validly. */
        INGRESS,
        /** The same for egress. */
        EGRESS,
        /** Which network ACL guards a subnet. */
        NETWORK_ACL_ASSOCIATION,
        /** The routes of a subnet, or of every subnet of a route table, that are not stated validly. */
        ROUTES,
        /** Whether an internet gateway is attached to a VPC. */
        INTERNET_GATEWAY,
        /** The public address of an interface or NAT gateway. */
        PUBLIC_ADDRESS,
        /** The host that an interface's port is bound to. */
        PLACEMENT,
        /** Membership of an interface in groups that are not stated validly. */
        MEMBERSHIP,
        /** What DHCP tells the instances of a VPC. */
        DHCP_OPTIONS,
        /** All uplink gateways; the subject is {@code cloud}. */
        GATEWAYS
    }

    @Override
    public int compareTo(Hold other) {
        int bySubject = subject.compareTo(other.subject);
        return bySubject != 0 ? bySubject : part.compareTo(other.part);
    }

    @Override
    public String toString() {
        return part == Part.ALL ? subject : subject + " " + part;
    }
}
