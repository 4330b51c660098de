// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DHCP")
class DhcpContractTest extends MidonetContract {
    @Test
    @DisplayName("has subnets, addressed by prefix and length, each once on a bridge")
    void servesSubnets() {
        String dhcp = "/bridges/" + bridge() + "/dhcp";
        Reply made = post(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':'24'}");
        Reply again = post(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        assertThat(made.location()).isEqualTo(url() + dhcp + "/10.0.0.0_24");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("The specified DHCP subnet(10.0.0.0/24) already exists on this bridge.");
        var subnet = get(dhcp + "/10.0.0.0_24", "DhcpSubnet-v2").json();
        assertThat(subnet.path("enabled").booleanValue()).isTrue();
        assertThat(subnet.path("dnsServerAddrs").isNull()).isTrue();
        assertThat(subnet.path("opt121Routes").isArray()).isTrue();
        assertThat(subnet.has("id")).isFalse();
        assertThat(post(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.7','subnetLength':24}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("keeps the hosts of a subnet through a change, and drops them with it")
    void keepsHostsThroughPut() {
        String dhcp = "/bridges/" + bridge() + "/dhcp";
        create(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        String subnet = dhcp + "/10.0.0.0_24";
        create(subnet + "/hosts", "DhcpHost-v2", "{'macAddr':'02:00:00:00:00:0A','ipAddr':'10.0.0.5'}");
        assertThat(put(subnet, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24,'interfaceMTU':1400}")
                        .status())
                .isEqualTo(204);
        assertThat(get(subnet + "/hosts", "collection.DhcpHost-v2").each("macAddr"))
                .containsExactly("02:00:00:00:00:0A");
        assertThat(delete(subnet).status()).isEqualTo(204);
        assertThat(delete(subnet).status()).isEqualTo(404);
        Reply missing = get(subnet, "DhcpSubnet-v2");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).isEmpty();
    }

    @Test
    @DisplayName("knows a host by its MAC, whatever its letters")
    void knowsHostsByMac() {
        String bridge = bridge();
        create("/bridges/" + bridge + "/dhcp", "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        String hosts = "/bridges/" + bridge + "/dhcp/10.0.0.0_24/hosts";
        Reply made = post(
                hosts,
                "DhcpHost-v2",
                "{'macAddr':'d0:0d:12:34:56:78','ipAddr':'10.0.0.5','extraDhcpOpts':[{'optName':'a','optValue':'b'}]}");
        Reply again = post(hosts, "DhcpHost-v2", "{'macAddr':'D0:0D:12:34:56:78'}");
        assertThat(made.location()).isEqualTo(url() + hosts + "/d0:0d:12:34:56:78");
        assertThat(again.status()).isEqualTo(409);
        String host = hosts + "/d0:0d:12:34:56:78";
        assertThat(put(host, "DhcpHost-v2", "{'macAddr':'d0:0d:12:34:56:78','ipAddr':'10.0.0.6'}")
                        .status())
                .isEqualTo(204);
        assertThat(get(host, "DhcpHost-v2").json().path("ipAddr").textValue()).isEqualTo("10.0.0.6");
        assertThat(delete(host).status()).isEqualTo(204);
        Reply gone = delete(host);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.message()).startsWith("Network " + bridge + " does not have a subnet with address ");
    }

    @Test
    @DisplayName("breaks on what it cannot parse")
    void breaksOnGarbage() {
        String dhcp = "/bridges/" + bridge() + "/dhcp";
        create(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        assertThat(get(dhcp + "/garbage", "DhcpSubnet-v2").status()).isEqualTo(500);
        assertThat(post(dhcp + "/10.0.0.0_24/hosts", "DhcpHost-v2", "{'ipAddr':'10.0.0.5'}")
                        .status())
                .isEqualTo(500);
        assertThat(post(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.1.0.0','dnsServerAddrs':['x']}")
                        .status())
                .isEqualTo(500);
        assertThat(post(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.1.0.0','defaultGateway':'x'}")
                        .violations())
                .containsExactly("defaultGateway");
    }
}
