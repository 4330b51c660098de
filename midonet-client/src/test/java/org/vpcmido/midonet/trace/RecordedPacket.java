// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;

/** Translates between packets and the form in which they were recorded. */
final class RecordedPacket {
    private static final Map<String, Integer> PROTOCOLS =
            Map.of("icmp", 1, "tcp", 6, "udp", 17, "gre", 47, "esp", 50, "sctp", 132);

    private final PortNames names;
    private final Walker walker;

    /** What stands for {@code natport#n} in this conversation. */
    private final Map<String, Integer> natPorts = new TreeMap<>();

    RecordedPacket(PortNames names, Walker walker) {
        this.names = names;
        this.walker = walker;
    }

    Packet packet(JsonNode json) {
        MacAddress source = mac(json.path("smac").asText());
        MacAddress destination = mac(json.path("dmac").asText());
        String type = json.path("type").asText("ip");
        if ("arp".equals(type)) {
            return new PacketBuilder(source, destination, Packet.ARP)
                    .source(address(json, "src"))
                    .destination(address(json, "dst"))
                    .protocol("request".equals(json.path("op").asText()) ? Packet.ARP_REQUEST : Packet.ARP_REPLY)
                    .arp(new ArpHardware(
                            mac(json.path("sha").asText()), mac(json.path("tha").asText())))
                    .build();
        }
        return "ip6".equals(type) ? Packet.other(source, destination, Packet.IPV6) : ipv4(json, source, destination);
    }

    private Packet ipv4(JsonNode json, MacAddress source, MacAddress destination) {
        PacketBuilder builder = Packet.ip(
                        source, destination, address(json, "src"), address(json, "dst"), protocol(json))
                .ttl(json.path("ttl").asInt(64))
                .ports(first(json), second(json))
                .icmpId(json.path("icmpid").asInt(0));
        if (json.has("quote")) {
            builder.quote(quote(json.get("quote")));
        }
        if (json.has("dhcp")) {
            builder.dhcp(dhcp(json.get("dhcp")));
        }
        return builder.fragment(
                        Fragment.valueOf(json.path("frag").asText("whole").toUpperCase(Locale.ROOT)))
                .build();
    }

    private Quote quote(JsonNode json) {
        return new Quote(
                address(json, "src"),
                address(json, "dst"),
                protocol(json),
                first(json),
                second(json),
                json.path("icmpid").asInt(0));
    }

    private DhcpMessage dhcp(JsonNode json) {
        MacAddress client = mac(json.path("chaddr").asText());
        return "discover".equals(json.path("msg").asText())
                ? DhcpMessage.discover(client)
                : DhcpMessage.request(
                        client, json.has("requested") ? Optional.of(address(json, "requested")) : Optional.empty());
    }

    private int first(JsonNode json) {
        return json.has("icmp") ? json.get("icmp").asInt() : port(json.path("sport"));
    }

    private int second(JsonNode json) {
        return json.has("icmp") ? json.path("code").asInt() : port(json.path("dport"));
    }

    private int port(JsonNode number) {
        return number.isTextual() ? natPorts.getOrDefault(number.asText(), -1) : number.asInt(0);
    }

    private static Protocol protocol(JsonNode json) {
        return new Protocol(protocol(json.path("proto").asText()));
    }

    private static int protocol(String text) {
        Integer named = PROTOCOLS.get(text);
        return named != null ? named : Integer.parseInt(text);
    }

    private static Ipv4 address(JsonNode json, String member) {
        return Ipv4.of(json.path(member).asText());
    }

    private MacAddress mac(String text) {
        if (text.startsWith("auto(port:")) {
            return walker.mac(names.key(text.substring("auto(port:".length(), text.length() - 1)))
                    .orElseThrow();
        }
        return MacAddress.of(text);
    }

    /** Takes the numbers that the walker chose where the agent's choice is recorded as {@code natport#n}. */
    void learn(JsonNode recorded, Packet actual) {
        learn(recorded.path("sport"), actual.sourcePort());
        learn(recorded.path("dport"), actual.destinationPort());
        actual.quote().ifPresent(quote -> {
            learn(recorded.path("quote").path("sport"), quote.sourcePort());
            learn(recorded.path("quote").path("dport"), quote.destinationPort());
        });
    }

    private void learn(JsonNode port, int actual) {
        if (port.isTextual()) {
            natPorts.putIfAbsent(port.asText(), actual);
        }
    }

    /** The members of {@code changed} or of a whole frame, in comparable form. */
    Map<String, String> recordedFields(JsonNode json) {
        Map<String, String> fields = new TreeMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), recorded(field.getKey(), field.getValue())));
        return fields;
    }

    private String recorded(String name, JsonNode value) {
        return switch (name) {
            case "smac", "dmac", "sha", "tha" -> mac(value.asText()).toString();
            case "sport", "dport" -> Integer.toString(port(value));
            case "proto" -> Integer.toString(protocol(value.asText()));
            case "quote" -> quote(value).toString();
            case "dhcp" -> recordedDhcp(value);
            default -> value.asText();
        };
    }

    private static String recordedDhcp(JsonNode json) {
        Map<Integer, String> options = new TreeMap<>();
        json.path("options")
                .properties()
                .forEach(option -> options.put(
                        Integer.parseInt(option.getKey()), option.getValue().asText()));
        String type = options.remove(53);
        return type + " " + json.path("yiaddr").asText() + " "
                + json.path("siaddr").asText() + " " + json.path("chaddr").asText() + " " + options;
    }

    /** The fields of a packet under the recorded names. */
    static Map<String, String> fields(Packet packet) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("smac", packet.sourceMac().toString());
        fields.put("dmac", packet.destinationMac().toString());
        packet.source().ifPresent(address -> fields.put("src", address.toString()));
        packet.destination().ifPresent(address -> fields.put("dst", address.toString()));
        packet.arp().ifPresent(arp -> {
            fields.put("type", "arp");
            fields.put("op", packet.protocol() == Packet.ARP_REQUEST ? "request" : "reply");
            fields.put("sha", arp.sender().toString());
            fields.put("tha", arp.target().toString());
        });
        if (packet.isIpv4()) {
            fields.put("proto", Integer.toString(packet.protocol()));
            fields.put("ttl", Integer.toString(packet.ttl()));
            transport(packet, fields);
        }
        return fields;
    }

    private static void transport(Packet packet, Map<String, String> fields) {
        boolean icmp = packet.protocol() == Protocol.ICMP.number();
        if (icmp) {
            fields.put("icmp", Integer.toString(packet.sourcePort()));
            fields.put("code", Integer.toString(packet.destinationPort()));
            if (packet.isEcho()) {
                fields.put("icmpid", Integer.toString(packet.icmpId()));
            }
        } else if (packet.protocol() == 6 || packet.protocol() == 17) {
            fields.put("sport", Integer.toString(packet.sourcePort()));
            fields.put("dport", Integer.toString(packet.destinationPort()));
        }
        packet.quote().ifPresent(quote -> fields.put("quote", quote.toString()));
        packet.dhcp()
                .ifPresent(dhcp -> fields.put(
                        "dhcp",
                        dhcp.type() + " "
                                + dhcp.offered().orElse(Ipv4.ANY) + " "
                                + dhcp.server().orElse(Ipv4.ANY) + " " + dhcp.client() + " " + dhcp.options()));
    }

    /** The fields that differ. */
    static Map<String, String> changes(Packet before, Packet after) {
        Map<String, String> changes = fields(after);
        Map<String, String> old = fields(before);
        changes.entrySet().removeIf(field -> field.getValue().equals(old.get(field.getKey())));
        return changes;
    }
}
