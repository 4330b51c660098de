// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.vpcmido.midonet.simulator.Personality.V5_2;
import static org.vpcmido.midonet.simulator.Personality.V5_4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Chains, rules, address groups and port groups (midonet-api.md 10.15 to 10.18). */
final class PolicySchemas {
    private static final Constraint[] LENGTH = {Constraint.atLeast(0), Constraint.atMost(32)};

    /** The words of {@code type}, in the order in which MidoNet's messages list them. */
    static final List<String> RULE_TYPES = List.of(
            "accept",
            "drop",
            "reject",
            "return",
            "jump",
            "dnat",
            "snat",
            "rev_dnat",
            "rev_snat",
            "l2_transform",
            "trace");

    private PolicySchemas() {}

    static Schema chain() {
        return Schema.of(Table.CHAINS)
                .id()
                .with(Field.text("tenantId"), Field.text("name").checked(Constraint.size(0, 255)))
                .link("rules", "chains/<id>/rules")
                .link("uri", "chains/<id>")
                .build();
    }

    static Schema rule(Personality release, String type) {
        Schema.Builder rule = Schema.of(Table.RULES).with(Field.text("type"));
        network(rule);
        condition(rule, release);
        rule.id()
                .with(
                        Field.uuid("chainId").fromServer(),
                        Field.text("meterName").fromServer())
                .with(Field.integer("position").initially(1).checked(Constraint.position()))
                .cascading("chainId", Table.CHAINS)
                .repeating("type")
                .link("uri", "rules/<id>");
        action(rule, type);
        return rule.build();
    }

    private static void network(Schema.Builder rule) {
        rule.with(Field.text("nwDstAddress").checked(Constraint.ipv4()))
                .with(Field.integer("nwDstLength").checked(LENGTH))
                .with(Field.text("nwSrcAddress").checked(Constraint.ipv4()))
                .with(Field.integer("nwSrcLength").checked(LENGTH));
    }

    private static void condition(Schema.Builder rule, Personality release) {
        rule.with(Field.flag("condInvert"), Field.flag("matchForwardFlow"), Field.flag("matchReturnFlow"))
                .with(Field.ids("inPorts"), Field.flag("invInPorts"), Field.ids("outPorts"), Field.flag("invOutPorts"))
                .with(Field.uuid("portGroup"), Field.flag("invPortGroup"))
                .withIf(
                        release.atLeast(V5_2),
                        Field.uuid("inPortGroup"),
                        Field.flag("invInPortGroup"),
                        Field.uuid("outPortGroup"),
                        Field.flag("invOutPortGroup"))
                .with(Field.uuid("ipAddrGroupSrc"), Field.flag("invIpAddrGroupSrc"))
                .with(Field.uuid("ipAddrGroupDst"), Field.flag("invIpAddrGroupDst"))
                .with(Field.uuid("traversedDevice"), Field.flag("invTraversedDevice"))
                .with(Field.flag("noVlan"), Field.optionalInteger("vlan"))
                .with(Field.optionalInteger("dlType").checked(Constraint.atLeast(0x600), Constraint.atMost(0xFFFF)))
                .with(Field.flag("invDlType"))
                .with(Field.text("dlSrc").checked(Constraint.mac()))
                .with(Field.text("dlSrcMask").checked(Constraint.macMask()), Field.flag("invDlSrc"))
                .with(Field.text("dlDst").checked(Constraint.mac()))
                .with(Field.text("dlDstMask").checked(Constraint.macMask()), Field.flag("invDlDst"))
                .with(Field.optionalInteger("nwTos"), Field.flag("invNwTos"))
                .with(Field.optionalInteger("nwProto"), Field.flag("invNwProto"))
                .with(Field.flag("invNwSrc"), Field.flag("invNwDst"))
                .withIf(release.atLeast(V5_4), Field.flag("matchNwDstRewritten"))
                .with(Field.text("fragmentPolicy"))
                .with(ports("tpSrc", release), ports("tpDst", release))
                .with(Field.flag("invTpSrc"), Field.flag("invTpDst"));
        icmpData(rule);
    }

    private static void icmpData(Schema.Builder rule) {
        rule.with(Field.text("icmpDataSrcIpAddress").checked(Constraint.ipv4()))
                .with(Field.integer("icmpDataSrcIpLength").checked(LENGTH), Field.flag("invIcmpDataSrcIp"))
                .with(Field.text("icmpDataDstIpAddress").checked(Constraint.ipv4()))
                .with(Field.integer("icmpDataDstIpLength").checked(LENGTH), Field.flag("invIcmpDataDstIp"));
    }

    private static Field ports(String name, Personality release) {
        return Field.object(name, Field.optionalInteger("start"), Field.optionalInteger("end"))
                .checked(Constraint.portRange(release.isStrict()));
    }

    /** The properties that only one type of rule has (midonet-api.md 10.17.4). */
    private static void action(Schema.Builder rule, String type) {
        Field flowAction = Field.text("flowAction").required();
        switch (type) {
            case "jump" ->
                rule.with(Field.text("jumpChainName"), Field.uuid("jumpChainId").required())
                        .cascading("jumpChainId", Table.CHAINS);
            case "snat", "dnat" ->
                rule.with(flowAction.checked(Constraint.oneOf("accept", "continue", "return")))
                        .with(natTargets().required().checked(Constraint.size(1, Integer.MAX_VALUE)));
            case "rev_snat", "rev_dnat" ->
                rule.with(flowAction.checked(Constraint.oneOf("accept", "continue", "return")));
            case "l2_transform" ->
                rule.with(flowAction.checked(Constraint.oneOf("accept", "redirect")))
                        .with(Field.integer("popVlan"), Field.integer("pushVlan"), Field.uuid("targetPortId"))
                        .with(Field.flag("ingress"), Field.flag("failOpen"));
            case "trace" -> rule.with(Field.uuid("requestId").required(), Field.of("limit", FieldType.LONG));
            default -> rule.with();
        }
    }

    private static Field natTargets() {
        return Field.objects(
                "natTargets",
                Field.text("addressFrom"),
                Field.text("addressTo"),
                Field.integer("portFrom"),
                Field.integer("portTo"));
    }

    static Schema ipAddrGroup() {
        return Schema.of(Table.IP_ADDR_GROUPS)
                .id()
                .with(Field.text("name").required().checked(Constraint.size(1, 255)))
                .with(Field.objects("ipAddrPorts").derived(PolicySchemas::members))
                .with(
                        Field.uuid("inboundChainId").fromServer(),
                        Field.uuid("outboundChainId").fromServer())
                .with(Field.ids("ruleIds").fromServer())
                .link("addrs", "ip_addr_groups/<id>/ip_addrs")
                .link("uri", "ip_addr_groups/<id>")
                .build();
    }

    static Schema ipAddrGroupAddr() {
        return Schema.of(Table.IP_ADDR_GROUP_ADDRS)
                .hiddenId()
                .with(Field.text("addr"), Field.uuid("ipAddrGroupId").fromServer(), Field.integer("version"))
                .with(Field.text("path").hidden())
                .cascading("ipAddrGroupId", Table.IP_ADDR_GROUPS)
                .repeating("version")
                .link("ipAddrGroup", "ip_addr_groups/<ipAddrGroupId>")
                .link("uri", "ip_addr_groups/<ipAddrGroupId>/versions/<version>/ip_addrs/<addr>")
                .build();
    }

    static Schema portGroup() {
        return Schema.of(Table.PORT_GROUPS)
                .id()
                .with(Field.text("tenantId"), Field.text("name").checked(Constraint.size(0, 255)))
                .with(Field.flag("stateful"))
                .link("ports", "port_groups/<id>/ports")
                .link("uri", "port_groups/<id>")
                .build();
    }

    static Schema portGroupPort() {
        return Schema.of(Table.PORT_GROUP_PORTS)
                .hiddenId()
                .with(
                        Field.uuid("portGroupId").fromServer(),
                        Field.uuid("portId").required())
                .cascading("portGroupId", Table.PORT_GROUPS)
                .cascading("portId", Table.PORTS)
                .link("port", "ports/<portId>")
                .link("portGroup", "port_groups/<portGroupId>")
                .link("uri", "port_groups/<portGroupId>/ports/<portId>")
                .build();
    }

    private static JsonNode members(State state, Entity group) {
        ArrayNode members = JsonNodeFactory.instance.arrayNode();
        for (Entity member : state.referrers(group, Table.IP_ADDR_GROUP_ADDRS, "ipAddrGroupId")) {
            members.addObject().put("ipAddress", member.text("addr")).putArray("portIds");
        }
        return members;
    }
}
