// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tunnel zone")
class TunnelZoneContractTest extends MidonetContract {
    @Test
    @DisplayName("has a name of its own, even against itself")
    void hasANameOfItsOwn() {
        String name = UUID.randomUUID().toString();
        String zone = create("/tunnel_zones", "TunnelZone-v1", "{'name':'" + name + "','type':'gre'}");
        Reply again = post("/tunnel_zones", "TunnelZone-v1", "{'name':'" + name + "','type':'vxlan'}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("Tunnel zone name already exists.");
        assertThat(put("/tunnel_zones/" + zone, "TunnelZone-v1", "{'name':'" + name + "','type':'gre'}")
                        .status())
                .isEqualTo(409);
        assertThat(put("/tunnel_zones/" + zone, "TunnelZone-v1", "{'name':'" + name + "2','type':'gre'}")
                        .status())
                .isEqualTo(204);
        assertThat(post("/tunnel_zones", "TunnelZone-v1", "{}").violations()).containsExactlyInAnyOrder("name", "type");
        assertThat(delete("/tunnel_zones/" + zone).status()).isEqualTo(204);
        assertThat(delete("/tunnel_zones/" + zone).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("takes a host once, and answers without a body")
    void takesAHostOnce() {
        String zone = tunnelZone();
        String host = host();
        String members = "/tunnel_zones/" + zone + "/hosts";
        String body = "{'hostId':'" + host + "','ipAddress':'10.0.0.1'}";
        Reply made = post(members, "TunnelZoneHost-v1", body);
        Reply again = post(members, "GreTunnelZoneHost-v1", body);
        assertThat(made.location()).isEqualTo(url() + members + "/" + host);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).isEmpty();
        assertThat(post(members, "TunnelZoneHost-v1", "{'hostId':'" + UUID.randomUUID() + "','ipAddress':'10.0.0.1'}")
                        .status())
                .isEqualTo(404);
        assertThat(post(members, "TunnelZoneHost-v1", "{'hostId':'" + host + "','ipAddress':'::1'}")
                        .violations())
                .containsExactly("ipAddress");
        assertThat(get(members, "collection.TunnelZoneHost-v1").each("hostId")).containsExactly(host);
        assertThat(delete(members + "/" + host).status()).isEqualTo(204);
        Reply gone = delete(members + "/" + host);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).isEmpty();
        delete("/hosts/" + host);
    }
}
