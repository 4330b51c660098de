// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chain")
class ChainContractTest extends MidonetContract {
    @Test
    @DisplayName("cannot be changed")
    void cannotBeChanged() {
        assertThat(put("/chains/" + chain(), "Chain-v1", "{'name':'x'}").status())
                .isEqualTo(405);
    }

    @Test
    @DisplayName("goes though it is used, with its rules, and its users lose their filter")
    void goesThoughItIsUsed() {
        String chain = chain();
        String rule = rule(chain, "{'type':'drop'}");
        String router = create("/routers", "Router-v3", "{'inboundFilterId':'" + chain + "'}");
        String bridge = create("/bridges", "Bridge-v4", "{'outboundFilterId':'" + chain + "'}");
        String port = bridgePort(bridge);
        put("/ports/" + port, "Port-v3", "{'type':'Bridge','inboundFilterId':'" + chain + "'}");
        assertThat(delete("/chains/" + chain).status()).isEqualTo(204);
        assertThat(get("/rules/" + rule, "Rule-v2").status()).isEqualTo(404);
        assertThat(get("/routers/" + router, "Router-v3")
                        .json()
                        .path("inboundFilterId")
                        .isNull())
                .isTrue();
        assertThat(get("/bridges/" + bridge, "Bridge-v4")
                        .json()
                        .path("outboundFilterId")
                        .isNull())
                .isTrue();
        assertThat(get("/ports/" + port, "Port-v3")
                        .json()
                        .path("inboundFilterId")
                        .isNull())
                .isTrue();
        assertThat(delete("/chains/" + chain).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("may jump to itself, and can still be deleted")
    void mayCallItself() {
        String chain = chain();
        rule(chain, "{'type':'jump','jumpChainId':'" + chain + "'}");
        assertThat(delete("/chains/" + chain).status()).isEqualTo(204);
    }
}
