// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MaskedMac;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;

/** Reads rules in golden form; a member that it does not know is an error, so that no condition is lost. */
final class GoldenRules {
    private static final Set<String> READ = Set.of(
            "type",
            "position",
            "fragmentPolicy",
            "jumpChainId",
            "flowAction",
            "natTargets",
            "matchReturnFlow",
            "matchForwardFlow",
            "dlType",
            "invDlType",
            "dlSrc",
            "invDlSrc",
            "dlDst",
            "invDlDst",
            "nwProto",
            "nwSrcAddress",
            "nwSrcLength",
            "invNwSrc",
            "nwDstAddress",
            "nwDstLength",
            "invNwDst",
            "tpSrc",
            "tpDst",
            "ipAddrGroupSrc",
            "ipAddrGroupDst",
            "outPorts");

    private GoldenRules() {}

    static Rule rule(Key chain, JsonNode rule) {
        for (Iterator<String> names = rule.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!READ.contains(name)) {
                throw new IllegalArgumentException("rule of " + chain + " has an unknown member " + name);
            }
        }
        int position = rule.path("position").asInt();
        return new Rule(chain.child("" + position), chain, position, action(rule), match(rule));
    }

    private static RuleAction action(JsonNode rule) {
        String type = GoldenTopology.text(rule, "type");
        return switch (type) {
            case "jump" -> new RuleAction.Jump(GoldenTopology.key(rule, "jumpChainId"));
            case "snat" -> new RuleAction.Nat(NatDirection.SNAT, then(rule), targets(rule));
            case "dnat" -> new RuleAction.Nat(NatDirection.DNAT, then(rule), targets(rule));
            case "rev_snat" -> new RuleAction.ReverseNat(NatDirection.SNAT, then(rule));
            case "rev_dnat" -> new RuleAction.ReverseNat(NatDirection.DNAT, then(rule));
            default -> RuleAction.Verdict.valueOf(type.toUpperCase(Locale.ROOT));
        };
    }

    private static FlowAction then(JsonNode rule) {
        return FlowAction.valueOf(GoldenTopology.text(rule, "flowAction").toUpperCase(Locale.ROOT));
    }

    private static List<NatTarget> targets(JsonNode rule) {
        List<NatTarget> targets = new ArrayList<>();
        rule.path("natTargets")
                .forEach(target -> targets.add(new NatTarget(
                        Ipv4.of(GoldenTopology.text(target, "addressFrom")),
                        Ipv4.of(GoldenTopology.text(target, "addressTo")),
                        target.path("portFrom").asInt(0),
                        target.path("portTo").asInt(0))));
        return targets;
    }

    private static Match match(JsonNode rule) {
        Match.Builder match = Match.where()
                .fragments(FragmentPolicy.valueOf(
                        GoldenTopology.text(rule, "fragmentPolicy").toUpperCase(Locale.ROOT)));
        if (rule.path("matchReturnFlow").asBoolean()) {
            match.returnFlow();
        }
        if (rule.path("matchForwardFlow").asBoolean()) {
            match.forwardFlow();
        }
        link(rule, match);
        network(rule, match);
        if (rule.has("tpSrc")) {
            match.tpSrc(range(rule.get("tpSrc")));
        }
        if (rule.has("tpDst")) {
            match.tpDst(range(rule.get("tpDst")));
        }
        if (rule.has("outPorts")) {
            NavigableSet<Key> ports = new TreeSet<>();
            rule.get("outPorts").forEach(port -> ports.add(Key.of(port.asText())));
            match.outPorts(Term.is(ports));
        }
        return match.build();
    }

    private static void link(JsonNode rule, Match.Builder match) {
        if (rule.has("dlType")) {
            match.dlType(term(rule.get("dlType").asInt(), rule, "invDlType"));
        }
        if (rule.has("dlSrc")) {
            match.dlSrc(term(mac(rule, "dlSrc"), rule, "invDlSrc"));
        }
        if (rule.has("dlDst")) {
            match.dlDst(term(mac(rule, "dlDst"), rule, "invDlDst"));
        }
    }

    private static void network(JsonNode rule, Match.Builder match) {
        if (rule.has("nwProto")) {
            match.nwProto(rule.get("nwProto").asInt());
        }
        if (rule.has("nwSrcAddress")) {
            match.nwSrc(term(cidr(rule, "nwSrc"), rule, "invNwSrc"));
        }
        if (rule.has("nwDstAddress")) {
            match.nwDst(term(cidr(rule, "nwDst"), rule, "invNwDst"));
        }
        if (rule.has("ipAddrGroupSrc")) {
            match.ipAddrGroupSrc(GoldenTopology.key(rule, "ipAddrGroupSrc"));
        }
        if (rule.has("ipAddrGroupDst")) {
            match.ipAddrGroupDst(GoldenTopology.key(rule, "ipAddrGroupDst"));
        }
    }

    private static <T> Term<T> term(T value, JsonNode rule, String inversion) {
        return new Term<>(value, rule.path(inversion).asBoolean());
    }

    private static Cidr cidr(JsonNode rule, String prefix) {
        return Cidr.containing(
                Ipv4.of(GoldenTopology.text(rule, prefix + "Address")),
                rule.path(prefix + "Length").asInt(0));
    }

    private static MaskedMac mac(JsonNode rule, String member) {
        return MaskedMac.exactly(MacAddress.of(GoldenTopology.text(rule, member)));
    }

    private static PortRange range(JsonNode range) {
        return new PortRange(range.path("start").asInt(), range.path("end").asInt());
    }
}
