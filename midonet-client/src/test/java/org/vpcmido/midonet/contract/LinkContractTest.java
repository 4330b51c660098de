// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A link")
class LinkContractTest extends MidonetContract {
    @Test
    @DisplayName("joins both ports, has no Location, and is made once")
    void joinsBoth() {
        String bridge = bridge();
        String first = bridgePort(bridge);
        String second = bridgePort(bridge);
        Reply made = post("/ports/" + first + "/link", "PortLink-v1", "{'peerId':'" + second + "'}");
        Reply again = post("/ports/" + second + "/link", "PortLink-v1", "{'peerId':'" + first + "'}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEmpty();
        assertThat(get("/ports/" + second, "Port-v3").json().path("peerId").textValue())
                .isEqualTo(first);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("Ports are not linkable.");
        assertThat(get("/bridges/" + bridge + "/peer_ports", "collection.Port-v3")
                        .each("id"))
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    @DisplayName("is cut from either side, as often as one likes")
    void isCutFromEitherSide() {
        String bridge = bridge();
        String first = bridgePort(bridge);
        String second = bridgePort(bridge);
        post("/ports/" + first + "/link", "PortLink-v1", "{'peerId':'" + second + "'}");
        assertThat(delete("/ports/" + second + "/link").status()).isEqualTo(204);
        assertThat(get("/ports/" + first, "Port-v3").json().path("peerId").isNull())
                .isTrue();
        assertThat(delete("/ports/" + second + "/link").status()).isEqualTo(204);
        assertThat(delete("/ports/" + UUID.randomUUID() + "/link").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("needs a peer that exists")
    void needsAPeer() {
        String port = bridgePort(bridge());
        assertThat(post("/ports/" + port + "/link", "PortLink-v1", "{}").status())
                .isEqualTo(500);
        assertThat(post("/ports/" + port + "/link", "PortLink-v1", "{'peerId':'" + UUID.randomUUID() + "'}")
                        .status())
                .isEqualTo(404);
        assertThat(post("/ports/" + port + "/link", "PortLink-v1", "{'peerId':'" + port + "'}")
                        .status())
                .isEqualTo(201);
    }
}
