// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/**
 * What agents answer to DHCP clients (midonet-datapath-semantics.md 12). Option 26 is left out: agents take it from the
 * underlay, which a topology does not tell.
 */
final class DhcpService {
    private static final int CLIENT_PORT = 68;
    private static final int SERVER_PORT = 67;
    private static final int LEASE_SECONDS = 86_400;
    private static final MacAddress SERVER_MAC = MacAddress.of("02:a8:9c:de:39:27");
    private static final Ipv4 EVERYBODY = new Ipv4(-1);

    private static final int MASK = 1;
    private static final int ROUTER = 3;
    private static final int DNS = 6;
    private static final int BROADCAST = 28;
    private static final int LEASE_TIME = 51;
    private static final int SERVER = 54;
    private static final int DOMAIN_SEARCH = 119;
    private static final int ROUTES = 121;
    private static final Map<String, Integer> CODES = Map.of(
            "host_name", 12,
            "interface_mtu", 26,
            "ntp_servers", 42,
            "tftp_server_name", 66,
            "domain_search", DOMAIN_SEARCH,
            "classless_static_routes", ROUTES);

    /** The answer to a request by the owner of the frame's source MAC, if the bridge knows it. */
    Optional<Packet> answer(BridgeNode bridge, Packet packet) {
        if (packet.protocol() != Protocol.UDP.number()
                || !packet.isIpv4()
                || packet.sourcePort() != CLIENT_PORT
                || packet.destinationPort() != SERVER_PORT) {
            return Optional.empty();
        }
        BridgeNode.Lease lease = bridge.leases().get(packet.sourceMac());
        return lease == null ? Optional.empty() : packet.dhcp().flatMap(asked -> reply(lease, asked, packet));
    }

    private static Optional<Packet> reply(BridgeNode.Lease lease, DhcpMessage asked, Packet packet) {
        return type(lease, asked).map(type -> {
            Optional<Ipv4> server = lease.subnet().serverAddress();
            DhcpMessage message = new DhcpMessage(
                    type,
                    packet.sourceMac(),
                    Optional.empty(),
                    Optional.of(lease.address()),
                    server,
                    options(lease.subnet(), lease.host()));
            return Packet.ip(SERVER_MAC, packet.sourceMac(), server.orElse(Ipv4.ANY), EVERYBODY, Protocol.UDP)
                    .ports(SERVER_PORT, CLIENT_PORT)
                    .dhcp(message)
                    .build();
        });
    }

    private static Optional<DhcpMessage.Type> type(BridgeNode.Lease lease, DhcpMessage asked) {
        return switch (asked.type()) {
            case DISCOVER -> Optional.of(DhcpMessage.Type.OFFER);
            case REQUEST ->
                Optional.of(
                        asked.requested()
                                        .filter(wanted -> !wanted.equals(lease.address()))
                                        .isPresent()
                                ? DhcpMessage.Type.NAK
                                : DhcpMessage.Type.ACK);
            default -> Optional.empty();
        };
    }

    private static NavigableMap<Integer, String> options(DhcpSubnet subnet, DhcpHost host) {
        NavigableMap<Integer, String> options = new TreeMap<>();
        int bits = subnet.subnet().prefixBits();
        options.put(MASK, new Ipv4(bits == 0 ? 0 : -1 << (32 - bits)).toString());
        options.put(BROADCAST, subnet.subnet().broadcast().toString());
        options.put(LEASE_TIME, Integer.toString(LEASE_SECONDS));
        options.put(SERVER, subnet.serverAddress().orElse(Ipv4.ANY).toString());
        subnet.defaultGateway().ifPresent(gateway -> options.put(ROUTER, gateway.toString()));
        if (!subnet.dnsServers().isEmpty()) {
            options.put(DNS, subnet.dnsServers().stream().map(Ipv4::toString).collect(Collectors.joining(",")));
        }
        if (!subnet.routes().isEmpty()) {
            options.put(ROUTES, routes(subnet));
        }
        host.options()
                .forEach(extra -> code(extra.name()).ifPresent(code -> options.put(code, value(code, extra.value()))));
        return options;
    }

    /** RFC 3442; the default route is part of it, as clients ignore option 3 then. */
    private static String routes(DhcpSubnet subnet) {
        StringBuilder hex = new StringBuilder();
        subnet.routes()
                .forEach(route -> hex.append(route(
                        route.destination().prefixBits(), route.destination().network(), route.gateway())));
        subnet.defaultGateway().ifPresent(gateway -> hex.append(route(0, Ipv4.ANY, gateway)));
        return hex.toString();
    }

    private static String route(int prefixBits, Ipv4 network, Ipv4 gateway) {
        HexFormat hex = HexFormat.of();
        int significantOctets = (prefixBits + 7) / 8;
        return hex.toHexDigits((byte) prefixBits)
                + hex.toHexDigits(network.bits()).substring(0, significantOctets * 2)
                + hex.toHexDigits(gateway.bits());
    }

    /** By number, or by name in any case with {@code -} for {@code _}; others are skipped. */
    private static Optional<Integer> code(String name) {
        return name.matches("[0-9]{1,3}")
                ? Optional.of(Integer.parseInt(name))
                : Optional.ofNullable(CODES.get(name.toLowerCase(Locale.ROOT).replace('-', '_')));
    }

    private static String value(int code, String value) {
        return code == DOMAIN_SEARCH ? searchList(value) : value;
    }

    /** RFC 3397: each label behind its length, each name ended by a zero. */
    private static String searchList(String domains) {
        StringBuilder hex = new StringBuilder();
        for (String domain : domains.split(",", -1)) {
            for (String label : domain.strip().split("\\.", -1)) {
                byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
                hex.append(HexFormat.of().toHexDigits((byte) bytes.length))
                        .append(HexFormat.of().formatHex(bytes));
            }
            hex.append("00");
        }
        return hex.toString();
    }
}
