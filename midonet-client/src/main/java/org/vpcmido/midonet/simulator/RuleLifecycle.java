// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.vpcmido.model.net.Ipv4;

/** Rules: places in the chain, normal forms, NAT targets (midonet-api.md 10.17, midonet-observed.md 5). */
record RuleLifecycle(State state, boolean forgetsLocalRedirect) implements Lifecycle {
    private static final List<String> ADDRESSES = List.of("nwSrc", "nwDst", "icmpDataSrcIp", "icmpDataDstIp");

    @Override
    public void beforeCreate(Entity draft) {
        draft.set("fragmentPolicy", FragmentPolicies.settle(draft));
        for (String prefix : ADDRESSES) {
            if (!draft.has(prefix + "Address")) {
                draft.set(prefix + "Length", IntNode.valueOf(0));
            }
        }
        refuseUnreadableTargets(draft);
        if (draft.text("type").equals("trace")) {
            // The values of a trace rule are accepted and lost (midonet-api.md 10.17.4).
            draft.clear("requestId");
            draft.set("limit", LongNode.valueOf(0));
        }
        Entity chain = state.require(Table.CHAINS, draft.text("chainId"));
        int length = state.referrers(chain, Table.RULES, "chainId").size();
        int position = Math.max(draft.number("position"), 1);
        if (position > length + 1) {
            throw Refusal.of(400, "Position exceeds number of rules in chain");
        }
        draft.set("position", IntNode.valueOf(position));
    }

    @Override
    public void afterCreate(Entity created) {
        forgetLocalRedirect(created);
    }

    @Override
    public void beforeDelete(Entity rule) {
        forgetLocalRedirect(rule);
    }

    /** Rewriting a chain drops the redirect ids that the API's own form of it does not know (midonet-api.md 8). */
    private void forgetLocalRedirect(Entity rule) {
        if (forgetsLocalRedirect) {
            Entity chain = state.require(Table.CHAINS, rule.text("chainId"));
            List.copyOf(state.referrers(chain, Table.ROUTERS, "localRedirectChainId"))
                    .forEach(router -> state.set(router, "localRedirectChainId", NullNode.instance));
        }
    }

    private static void refuseUnreadableTargets(Entity draft) {
        for (JsonNode target : draft.get("natTargets")) {
            refuseUnreadable(target.path("addressFrom"));
            if (!target.path("addressTo").isNull()) {
                refuseUnreadable(target.path("addressTo"));
            }
        }
    }

    private static void refuseUnreadable(JsonNode address) {
        if (Ipv4.parse(address.asText()).isEmpty()) {
            throw Refusal.of(500, "'" + address.asText() + "' is not an IP address");
        }
    }
}
