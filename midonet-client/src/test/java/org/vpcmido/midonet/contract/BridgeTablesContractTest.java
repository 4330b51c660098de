// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of a bridge")
class BridgeTablesContractTest extends MidonetContract {
    @Test
    @DisplayName("of ARP entries shows one MAC for an address, and breaks on a repeat")
    void holdsArpEntries() {
        String table = "/bridges/" + bridge() + "/arp_table";
        Reply made = post(table, "IP4Mac-v1", "{'ip':'10.0.0.5','mac':'d0:0d:00:00:00:01'}");
        Reply again = post(table, "IP4Mac-v1", "{'ip':'10.0.0.5','mac':'d0:0d:00:00:00:01'}");
        Reply other = post(table, "IP4Mac-v1", "{'ip':'10.0.0.5','mac':'d0:0d:00:00:00:02'}");
        assertThat(made.location()).isEqualTo(url() + table + "/10.0.0.5_d0-0d-00-00-00-01");
        assertThat(again.status()).isEqualTo(500);
        assertThat(other.status()).isEqualTo(201);
        assertThat(get(table, "collection.IP4Mac-v1").each("ip")).containsExactly("10.0.0.5");
        String entry = table + "/10.0.0.5_d0-0d-00-00-00-01";
        assertThat(get(entry, "IP4Mac-v1").status()).isEqualTo(200);
        assertThat(delete(entry).status()).isEqualTo(204);
        assertThat(delete(entry).status()).isEqualTo(204);
        assertThat(get(entry, "IP4Mac-v1").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("of MACs holds ports of the bridge only")
    void holdsMacEntries() {
        String bridge = bridge();
        String port = bridgePort(bridge);
        String table = "/bridges/" + bridge + "/mac_table";
        String body = "{'macAddr':'d0:0d:00:00:00:01','portId':'";
        Reply made = post(table, "MacPort-v2", body + port + "'}");
        assertThat(made.location()).isEqualTo(url() + table + "/d0-0d-00-00-00-01_" + port);
        assertThat(post(table, "MacPort-v2", body + port + "'}").status()).isEqualTo(500);
        assertThat(post(table, "MacPort-v2", body + bridgePort(bridge()) + "'}").status())
                .isEqualTo(400);
        assertThat(post(table, "MacPort-v2", body + UUID.randomUUID() + "'}").status())
                .isEqualTo(404);
        assertThat(post(table, "MacPort-v2", "{'macAddr':'d0:d:0:0:0:1','portId':'" + port + "'}")
                        .violations())
                .containsExactly("macAddr");
        assertThat(get(table, "collection.MacPort-v2").each("portId")).containsExactly(port);
        assertThat(delete(table + "/d0-0d-00-00-00-01_" + port).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("goes with its bridge, as ports and DHCP do")
    void goesWithItsBridge() {
        String bridge = bridge();
        String port = bridgePort(bridge);
        create("/bridges/" + bridge + "/dhcp", "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        assertThat(delete("/bridges/" + bridge).status()).isEqualTo(204);
        assertThat(get("/ports/" + port, "Port-v3").status()).isEqualTo(404);
        assertThat(get("/bridges/" + bridge + "/dhcp", "collection.DhcpSubnet-v2")
                        .status())
                .isEqualTo(404);
        Reply again = delete("/bridges/" + bridge);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.message()).isEqualTo("There is no Network with ID " + bridge + ".");
    }
}
