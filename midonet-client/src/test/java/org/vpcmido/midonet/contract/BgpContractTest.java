// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BGP")
class BgpContractTest extends MidonetContract {
    @Test
    @DisplayName("takes address and AS number once on a router")
    void refusesThePeerTwice() {
        String peers = "/routers/" + router() + "/bgp_peers";
        create(peers, "BgpPeer-v1", "{'asNumber':65001,'address':'10.1.0.1'}");
        Reply again = post(peers, "BgpPeer-v1", "{'asNumber':65001,'address':'10.1.0.1'}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.message()).isEqualTo("A BGP peer with address 10.1.0.1 and AS number 65001 already exists.");
        assertThat(post(peers, "BgpPeer-v1", "{'asNumber':65002,'address':'10.1.0.1'}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("checks peers, which can be changed")
    void checksPeers() {
        String peers = "/routers/" + router() + "/bgp_peers";
        assertThat(post(peers, "BgpPeer-v1", "{'asNumber':0,'address':'x','keepAlive':4}")
                        .violations())
                .containsExactlyInAnyOrder("asNumber", "address", "keepAlive");
        assertThat(post(peers, "BgpPeer-v1", "{'asNumber':4200000000,'address':'1.1.1.1'}")
                        .status())
                .isEqualTo(400);
        String id = create(peers, "BgpPeer-v1", "{'asNumber':1,'address':'1.1.1.1'}");
        assertThat(put("/bgp_peers/" + id, "BgpPeer-v1", "{'asNumber':2,'address':'1.1.1.1','keepAlive':5}")
                        .status())
                .isEqualTo(204);
        assertThat(get("/bgp_peers/" + id, "BgpPeer-v1").json().path("asNumber").intValue())
                .isEqualTo(2);
        assertThat(get(peers, "collection.BgpPeer-v1").each("id")).containsExactly(id);
    }

    @Test
    @DisplayName("takes a network twice, and does not change it")
    void takesNetworksTwice() {
        String networks = "/routers/" + router() + "/bgp_networks";
        String id = create(networks, "BgpNetwork-v1", "{'subnetAddress':'10.0.0.0','subnetLength':24}");
        create(networks, "BgpNetwork-v1", "{'subnetAddress':'10.0.0.0','subnetLength':24}");
        assertThat(get(networks, "collection.BgpNetwork-v1").json()).hasSize(2);
        assertThat(put("/bgp_networks/" + id, "BgpNetwork-v1", "{}").status()).isEqualTo(405);
    }
}
