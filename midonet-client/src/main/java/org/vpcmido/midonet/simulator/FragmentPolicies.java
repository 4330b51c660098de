// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Which fragments a rule may be about (tables in midonet-api.md 10.17.2 and midonet-observed.md 5). */
final class FragmentPolicies {
    private static final Set<String> ALL = Set.of("any", "header", "nonheader", "unfragmented");

    private FragmentPolicies() {}

    /** The policy in effect: what was asked for if it is allowed, else the default of that form of rule. */
    static JsonNode settle(Entity rule) {
        boolean ports = rule.has("tpSrc") || rule.has("tpDst");
        boolean unfragmented = isForwardNat(rule) && (ports || !isFloatingIp(rule.get("natTargets")));
        if (!rule.has("fragmentPolicy")) {
            return TextNode.valueOf(unfragmented ? "unfragmented" : ports ? "header" : "any");
        }
        String policy = rule.text("fragmentPolicy");
        if (!ALL.contains(policy)) {
            throw Refusal.of(
                    400, "The valid options for fragmentPolicy are: 'any', 'header', 'nonheader', and 'unfragmented'.");
        }
        if (unfragmented && !policy.equals("unfragmented")) {
            throw Refusal.of(
                    400,
                    "For a NAT rule with port constraints or multiple targets, the fragmentPolicy must be 'unfragmented'.");
        }
        if (ports && !policy.equals("header") && !policy.equals("unfragmented")) {
            throw Refusal.of(
                    400,
                    "For a rule with tpDst or tpSrc constraints, the fragmentPolicy must be 'header' or 'unfragmented'.");
        }
        return rule.get("fragmentPolicy");
    }

    private static boolean isForwardNat(Entity rule) {
        return rule.text("type").equals("snat") || rule.text("type").equals("dnat");
    }

    /** One target, one address, no ports. */
    private static boolean isFloatingIp(JsonNode targets) {
        JsonNode target = targets.path(0);
        return targets.size() == 1
                && target.path("addressFrom").equals(target.path("addressTo"))
                && target.path("portFrom").intValue() == 0
                && target.path("portTo").intValue() == 0;
    }
}
