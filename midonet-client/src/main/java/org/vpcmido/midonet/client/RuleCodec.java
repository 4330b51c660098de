// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Identities;

/**
 * Rules of chains (midonet-api.md 10.17). A rule that our records cannot hold is read as {@link RuleAction.Other} with
 * its whole content as text, so that it can be told from others and deleted.
 */
final class RuleCodec implements Codec<Rule> {
    /** What is not content: identity, place, and what repeats both as a URI. */
    private static final Set<String> CIRCUMSTANCES =
            Set.of("id", "uri", "type", "chainId", "position", "jumpChain", "meterName");

    @Override
    public Kind kind() {
        return Kind.RULE;
    }

    @Override
    public Class<Rule> type() {
        return Rule.class;
    }

    @Override
    public String mediaName() {
        return "Rule-v2";
    }

    @Override
    public Path collection(Rule resource, Identities ids) {
        return Path.of("chains", ids.id(resource.chain()), "rules");
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("chains", Fields.required("chainId", fields.uuid("chainId")), "rules");
    }

    @Override
    public Rule decode(Fields fields, Path home) {
        List<String> failures = new ArrayList<>();
        Match match = MatchCodec.decode(fields, failures);
        return new Rule(
                fields.key(Kind.RULE, "id"),
                Key.observed(Kind.CHAIN, home.id()),
                fields.number("position", 0),
                failures.isEmpty() ? action(fields) : other(fields),
                match);
    }

    private static RuleAction action(Fields fields) {
        try {
            return knownAction(fields);
        } catch (UndecodableException | IllegalArgumentException unsuitable) {
            return other(fields);
        }
    }

    private static RuleAction knownAction(Fields fields) {
        String type = fields.label("type");
        return switch (type) {
            case "accept" -> RuleAction.Verdict.ACCEPT;
            case "drop" -> RuleAction.Verdict.DROP;
            case "reject" -> RuleAction.Verdict.REJECT;
            case "return" -> RuleAction.Verdict.RETURN;
            case "jump" -> new RuleAction.Jump(fields.key(Kind.CHAIN, "jumpChainId"));
            case "snat" -> nat(RuleAction.NatDirection.SNAT, fields);
            case "dnat" -> nat(RuleAction.NatDirection.DNAT, fields);
            case "rev_snat" -> new RuleAction.ReverseNat(RuleAction.NatDirection.SNAT, flowAction(fields));
            case "rev_dnat" -> new RuleAction.ReverseNat(RuleAction.NatDirection.DNAT, flowAction(fields));
            default -> other(fields);
        };
    }

    private static RuleAction nat(RuleAction.NatDirection direction, Fields fields) {
        return new RuleAction.Nat(
                direction,
                flowAction(fields),
                fields.objects("natTargets").stream().map(RuleCodec::target).toList());
    }

    private static NatTarget target(Fields target) {
        return new NatTarget(
                Fields.required("addressFrom", target.ipv4("addressFrom")),
                Fields.required("addressTo", target.ipv4("addressTo")),
                target.number("portFrom", 0),
                target.number("portTo", 0));
    }

    private static RuleAction.FlowAction flowAction(Fields fields) {
        String name = fields.label("flowAction");
        return Arrays.stream(RuleAction.FlowAction.values())
                .filter(action -> action.jsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UndecodableException("flowAction '" + name + "' is unknown"));
    }

    private static RuleAction other(Fields fields) {
        Map<String, JsonNode> content = new TreeMap<>();
        fields.object().properties().forEach(member -> {
            if (!CIRCUMSTANCES.contains(member.getKey()) && !isDefault(member.getValue())) {
                content.put(member.getKey(), member.getValue());
            }
        });
        return new RuleAction.Other(
                fields.label("type"), Json.object().setAll(content).toString());
    }

    private static boolean isDefault(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isInt() && value.intValue() == 0)
                || (value.isArray() && value.isEmpty());
    }

    @Override
    public void encode(Rule resource, Identities ids, ObjectNode json) {
        json.put("type", resource.action().type());
        json.put("id", ids.id(resource.key()).toString());
        json.put("chainId", ids.id(resource.chain()).toString());
        json.put("position", resource.position());
        MatchCodec.encode(resource.match(), ids, json);
        encodeAction(resource.action(), ids, json);
    }

    private static void encodeAction(RuleAction action, Identities ids, ObjectNode json) {
        if (action instanceof RuleAction.Jump jump) {
            json.put("jumpChainId", ids.id(jump.chain()).toString());
        } else if (action instanceof RuleAction.Nat nat) {
            json.put("flowAction", nat.then().jsonName());
            ArrayNode targets = json.putArray("natTargets");
            nat.targets()
                    .forEach(target -> targets.addObject()
                            .put("addressFrom", target.addressFrom().toString())
                            .put("addressTo", target.addressTo().toString())
                            .put("portFrom", target.portFrom())
                            .put("portTo", target.portTo()));
        } else if (action instanceof RuleAction.ReverseNat reverse) {
            json.put("flowAction", reverse.then().jsonName());
        } else if (action instanceof RuleAction.Other other) {
            json.setAll(content(other));
        }
    }

    private static ObjectNode content(RuleAction.Other other) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(other.text());
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the content of '" + other + "' is not what MidoNet had", malformed);
        }
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "type", "nwDstAddress");
        json.put("nwDstLength", 0);
        Json.nulls(json, "nwSrcAddress");
        json.put("nwSrcLength", 0);
        Json.flags(json, "condInvert", "matchForwardFlow", "matchReturnFlow");
        blankReferences(json);
        Json.flags(json, "noVlan");
        Json.nulls(json, "vlan", "dlType");
        Json.flags(json, "invDlType");
        Json.nulls(json, "dlSrc", "dlSrcMask");
        Json.flags(json, "invDlSrc");
        Json.nulls(json, "dlDst", "dlDstMask");
        Json.flags(json, "invDlDst");
        Json.nulls(json, "nwTos");
        Json.flags(json, "invNwTos");
        Json.nulls(json, "nwProto");
        Json.flags(json, "invNwProto", "invNwSrc", "invNwDst", "matchNwDstRewritten");
        Json.nulls(json, "fragmentPolicy", "tpSrc", "tpDst");
        Json.flags(json, "invTpSrc", "invTpDst");
        Json.nulls(json, "icmpDataSrcIpAddress");
        json.put("icmpDataSrcIpLength", 0);
        Json.flags(json, "invIcmpDataSrcIp");
        Json.nulls(json, "icmpDataDstIpAddress");
        json.put("icmpDataDstIpLength", 0);
        Json.flags(json, "invIcmpDataDstIp");
        Json.nulls(json, "id", "chainId", "meterName", "position");
    }

    private static void blankReferences(ObjectNode json) {
        Json.arrays(json, "inPorts");
        Json.flags(json, "invInPorts");
        Json.arrays(json, "outPorts");
        Json.flags(json, "invOutPorts");
        for (String name : List.of(
                "portGroup", "inPortGroup", "outPortGroup", "ipAddrGroupSrc", "ipAddrGroupDst", "traversedDevice")) {
            Json.nulls(json, name);
            json.put("inv" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), false);
        }
    }

    @Override
    public Set<String> computed() {
        return Set.of("chainId");
    }
}
