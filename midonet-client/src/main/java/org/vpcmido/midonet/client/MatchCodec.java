// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MaskedMac;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.PortRange;

/**
 * The condition members of a rule (midonet-api.md 10.17.2). What cannot be read is reported, and the rest is read all
 * the same, so that a rule nobody can model still shows which address groups it stands on.
 */
final class MatchCodec {
    private static final int MASK_GROUPS = 3;

    private final Fields fields;
    private final Match.Builder match = Match.where();
    private final List<String> failures = new ArrayList<>();

    private MatchCodec(Fields fields) {
        this.fields = fields;
    }

    /** Reads a match, and adds to {@code failures} what it had to leave out. */
    static Match decode(Fields fields, List<String> failures) {
        MatchCodec codec = new MatchCodec(fields);
        codec.decodeFlags();
        codec.decodeReferences();
        codec.decodeFrame();
        codec.decodePacket();
        failures.addAll(codec.failures);
        return codec.match.build();
    }

    private void decodeFlags() {
        flag("condInvert", match::inverted);
        flag("matchForwardFlow", match::forwardFlow);
        flag("matchReturnFlow", match::returnFlow);
        flag("noVlan", match::noVlan);
        flag("matchNwDstRewritten", match::nwDstRewritten);
    }

    private void decodeReferences() {
        term("invInPorts", () -> ports("inPorts"), term -> match.inPorts(term));
        term("invOutPorts", () -> ports("outPorts"), term -> match.outPorts(term));
        term("invPortGroup", () -> fields.reference(Kind.PORT_GROUP, "portGroup"), term -> match.portGroup(term));
        term("invInPortGroup", () -> fields.reference(Kind.PORT_GROUP, "inPortGroup"), term -> match.inPortGroup(term));
        term(
                "invOutPortGroup",
                () -> fields.reference(Kind.PORT_GROUP, "outPortGroup"),
                term -> match.outPortGroup(term));
        term("invIpAddrGroupSrc", () -> group("ipAddrGroupSrc"), term -> match.ipAddrGroupSrc(term));
        term("invIpAddrGroupDst", () -> group("ipAddrGroupDst"), term -> match.ipAddrGroupDst(term));
        // It may be of any kind; routers are what anybody has ever been seen to name here.
        term(
                "invTraversedDevice",
                () -> fields.reference(Kind.ROUTER, "traversedDevice"),
                term -> match.traversedDevice(term));
    }

    private void decodeFrame() {
        term("invDlType", () -> number("dlType"), term -> match.dlType(term));
        term("invDlSrc", () -> mac("dlSrc"), term -> match.dlSrc(term));
        term("invDlDst", () -> mac("dlDst"), term -> match.dlDst(term));
        attempt(() -> match.vlan(fields.number("vlan", 0)));
    }

    private void decodePacket() {
        term("invNwTos", () -> number("nwTos"), term -> match.nwTos(term));
        term("invNwProto", () -> number("nwProto"), term -> match.nwProto(term));
        term("invNwSrc", () -> fields.block("nwSrcAddress", "nwSrcLength"), term -> match.nwSrc(term));
        term("invNwDst", () -> fields.block("nwDstAddress", "nwDstLength"), term -> match.nwDst(term));
        term("invTpSrc", () -> range("tpSrc"), term -> match.tpSrc(term));
        term("invTpDst", () -> range("tpDst"), term -> match.tpDst(term));
        term(
                "invIcmpDataSrcIp",
                () -> fields.block("icmpDataSrcIpAddress", "icmpDataSrcIpLength"),
                term -> match.icmpDataSrc(term));
        term(
                "invIcmpDataDstIp",
                () -> fields.block("icmpDataDstIpAddress", "icmpDataDstIpLength"),
                term -> match.icmpDataDst(term));
        attempt(() -> fields.text("fragmentPolicy").map(MatchCodec::policy).ifPresent(match::fragments));
    }

    private <T> void term(String inversion, Supplier<Optional<T>> value, Consumer<Term<T>> setter) {
        attempt(() -> value.get().ifPresent(present -> setter.accept(new Term<>(present, fields.flag(inversion)))));
    }

    private void flag(String name, Runnable setter) {
        attempt(() -> {
            if (fields.flag(name)) {
                setter.run();
            }
        });
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (UndecodableException | IllegalArgumentException unsuitable) {
            failures.add(String.valueOf(unsuitable.getMessage()));
        }
    }

    /** Ports, of which an empty list is no condition. */
    private Optional<NavigableSet<Key>> ports(String name) {
        NavigableSet<Key> ports = new TreeSet<>();
        fields.texts(name, Path::uuid, "a UUID").forEach(id -> ports.add(Key.observed(Kind.PORT, id)));
        return ports.isEmpty() ? Optional.empty() : Optional.of(ports);
    }

    private Optional<Key> group(String name) {
        return fields.reference(Kind.IP_ADDR_GROUP, name);
    }

    private Optional<Integer> number(String name) {
        OptionalInt number = fields.number(name);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private Optional<MaskedMac> mac(String name) {
        long mask = fields.text(name + "Mask").map(MatchCodec::mask).orElse(MaskedMac.EXACT);
        return fields.mac(name).map(mac -> new MaskedMac(mac, mask));
    }

    private Optional<PortRange> range(String name) {
        return fields.node(name)
                .map(Fields::new)
                .map(range -> new PortRange(range.number("start", -1), range.number("end", -1)));
    }

    /** Three groups of four digits: {@code ffff.ffff.0000}. */
    private static long mask(String text) {
        String[] groups = text.split("\\.", -1);
        if (groups.length != MASK_GROUPS || !text.matches("[0-9a-fA-F]{1,4}(\\.[0-9a-fA-F]{1,4}){2}")) {
            throw new UndecodableException("mask '" + text + "' is not one of three groups of four digits");
        }
        return Long.parseLong(groups[0], 16) << 32
                | Long.parseLong(groups[1], 16) << 16
                | Long.parseLong(groups[2], 16);
    }

    private static FragmentPolicy policy(String name) {
        return Arrays.stream(FragmentPolicy.values())
                .filter(policy -> policy.jsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UndecodableException("fragmentPolicy '" + name + "' is unknown"));
    }

    /** Writes what the match asks for, and nothing else. */
    static void encode(Match match, Identities ids, ObjectNode json) {
        encodeFlags(match, json);
        encodeReferences(match, ids, json);
        put(json, "dlType", "invDlType", match.dlType(), (name, value) -> json.put(name, value));
        put(json, "dlSrc", "invDlSrc", match.dlSrc(), (name, value) -> encodeMac(json, name, value));
        put(json, "dlDst", "invDlDst", match.dlDst(), (name, value) -> encodeMac(json, name, value));
        put(json, "nwTos", "invNwTos", match.nwTos(), (name, value) -> json.put(name, value));
        put(json, "nwProto", "invNwProto", match.nwProto(), (name, value) -> json.put(name, value));
        put(json, "nwSrc", "invNwSrc", match.nwSrc(), (name, value) -> encodeBlock(json, name, value));
        put(json, "nwDst", "invNwDst", match.nwDst(), (name, value) -> encodeBlock(json, name, value));
        put(json, "tpSrc", "invTpSrc", match.tpSrc(), (name, value) -> encodeRange(json, name, value));
        put(json, "tpDst", "invTpDst", match.tpDst(), (name, value) -> encodeRange(json, name, value));
        put(
                json,
                "icmpDataSrcIp",
                "invIcmpDataSrcIp",
                match.icmpDataSrc(),
                (name, value) -> encodeBlock(json, name, value));
        put(
                json,
                "icmpDataDstIp",
                "invIcmpDataDstIp",
                match.icmpDataDst(),
                (name, value) -> encodeBlock(json, name, value));
        match.fragments().ifPresent(policy -> json.put("fragmentPolicy", policy.jsonName()));
    }

    private static void encodeFlags(Match match, ObjectNode json) {
        putFlag(json, "condInvert", match.inverted());
        putFlag(json, "matchForwardFlow", match.forwardFlow());
        putFlag(json, "matchReturnFlow", match.returnFlow());
        putFlag(json, "noVlan", match.noVlan());
        putFlag(json, "matchNwDstRewritten", match.nwDstRewritten());
        if (match.vlan() != 0) {
            json.put("vlan", match.vlan());
        }
    }

    private static void encodeReferences(Match match, Identities ids, ObjectNode json) {
        BiConsumer<String, NavigableSet<Key>> ports = (name, keys) -> json.set(
                name,
                Json.array(keys.stream().map(key -> ids.id(key).toString()).toList()));
        BiConsumer<String, Key> reference =
                (name, key) -> json.put(name, ids.id(key).toString());
        put(json, "inPorts", "invInPorts", match.inPorts(), ports);
        put(json, "outPorts", "invOutPorts", match.outPorts(), ports);
        put(json, "portGroup", "invPortGroup", match.portGroup(), reference);
        put(json, "inPortGroup", "invInPortGroup", match.inPortGroup(), reference);
        put(json, "outPortGroup", "invOutPortGroup", match.outPortGroup(), reference);
        put(json, "ipAddrGroupSrc", "invIpAddrGroupSrc", match.ipAddrGroupSrc(), reference);
        put(json, "ipAddrGroupDst", "invIpAddrGroupDst", match.ipAddrGroupDst(), reference);
        put(json, "traversedDevice", "invTraversedDevice", match.traversedDevice(), reference);
    }

    private static <T> void put(
            ObjectNode json, String name, String inversion, Optional<Term<T>> term, BiConsumer<String, T> writer) {
        term.ifPresent(present -> {
            writer.accept(name, present.value());
            putFlag(json, inversion, present.inverted());
        });
    }

    private static void putFlag(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static void encodeBlock(ObjectNode json, String name, Cidr block) {
        Json.block(json, name + "Address", name + "Length", block);
    }

    private static void encodeRange(ObjectNode json, String name, PortRange range) {
        json.putObject(name).put("start", range.first()).put("end", range.last());
    }

    private static void encodeMac(ObjectNode json, String name, MaskedMac value) {
        json.put(name, value.mac().toString());
        if (value.mask() != MaskedMac.EXACT) {
            long mask = value.mask();
            json.put(
                    name + "Mask",
                    String.format(
                            Locale.ROOT, "%04x.%04x.%04x", mask >>> 32 & 0xffff, mask >>> 16 & 0xffff, mask & 0xffff));
        }
    }
}
