// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * The part of a DHCP message that agents look at or make.
 *
 * @param type option 53
 * @param client hardware address of the client ({@code chaddr})
 * @param requested option 50: the address that a client asks for
 * @param offered the address that the server gives ({@code yiaddr})
 * @param server the server ({@code siaddr})
 * @param options further options by code: addresses in dotted form with commas between them, seconds and bytes in
 *     decimal, others in hexadecimal after {@code 0x}
 */
public record DhcpMessage(
        Type type,
        MacAddress client,
        Optional<Ipv4> requested,
        Optional<Ipv4> offered,
        Optional<Ipv4> server,
        NavigableMap<Integer, String> options) {
    public DhcpMessage {
        requireNonNull(type, "type");
        requireNonNull(client, "client");
        requireNonNull(requested, "requested");
        requireNonNull(offered, "offered");
        requireNonNull(server, "server");
        options = Collections.unmodifiableNavigableMap(new TreeMap<>(options));
    }

    /** Message types; only the first two come from clients and are answered. */
    public enum Type {
        DISCOVER,
        REQUEST,
        OFFER,
        ACK,
        NAK,
        /** Any other; agents ignore it. */
        OTHER
    }

    /** A client looks for an address. */
    public static DhcpMessage discover(MacAddress client) {
        return new DhcpMessage(
                Type.DISCOVER, client, Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    /** A client asks for an address, or, without one, for whatever is its own. */
    public static DhcpMessage request(MacAddress client, Optional<Ipv4> requested) {
        return new DhcpMessage(Type.REQUEST, client, requested, Optional.empty(), Optional.empty(), new TreeMap<>());
    }
}
