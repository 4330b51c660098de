// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A host")
class HostContractTest extends MidonetContract {
    @Test
    @DisplayName("is bound to ports in an order of checks")
    void isBoundInOrder() {
        String host = host();
        String port = bridgePort(bridge());
        String bindings = "/hosts/" + host + "/ports";
        String body = "{'portId':'" + port + "','interfaceName':'veth0'}";
        Reply noZone = post(bindings, "HostInterfacePort-v1", body);
        String zone = tunnelZone();
        create(
                "/tunnel_zones/" + zone + "/hosts",
                "TunnelZoneHost-v1",
                "{'hostId':'" + host + "','ipAddress':'10.0.0.1'}");
        Reply bound = post(bindings, "HostInterfacePort-v1", body);
        Reply again = post(bindings, "HostInterfacePort-v1", body);
        String other = bridgePort(bridge());
        Reply taken = post(bindings, "HostInterfacePort-v1", "{'portId':'" + other + "','interfaceName':'veth0'}");
        Reply noPort = post(bindings, "HostInterfacePort-v1", "{'interfaceName':'x'}");
        assertThat(noZone.status()).isEqualTo(409);
        assertThat(noZone.message()).isEqualTo("The specified host is not in any tunnel zone.");
        assertThat(bound.location()).isEqualTo(url() + bindings + "/" + port);
        assertThat(again.message()).isEqualTo("Port " + port + " is already bound to an interface");
        assertThat(taken.message()).isEqualTo("Interface veth0 is already bound to a port.");
        assertThat(noPort.status()).isEqualTo(500);
        assertThat(noPort.message()).isEqualTo("Invalid ZOOM identifier null");
        assertThat(post("/hosts/" + UUID.randomUUID() + "/ports", "HostInterfacePort-v1", body)
                        .status())
                .isEqualTo(404);
        assertThat(get(bindings, "collection.HostInterfacePort-v1").each("interfaceName"))
                .containsExactly("veth0");
        assertThat(get("/ports/" + port, "Port-v3").json().path("active").booleanValue())
                .isFalse();
        Reply held = delete("/hosts/" + host);
        assertThat(held.status()).isEqualTo(403);
        assertThat(held.message()).isEqualTo("Cannot delete host " + host + " because it has 1 binding(s).");
        delete("/tunnel_zones/" + zone + "/hosts/" + host);
        assertThat(get(bindings, "collection.HostInterfacePort-v1").json()).hasSize(1);
        assertThat(delete(bindings + "/" + port).status()).isEqualTo(204);
        assertThat(delete(bindings + "/" + port).status()).isEqualTo(204);
        delete("/ports/" + port);
        assertThat(delete(bindings + "/" + port).status()).isEqualTo(404);
        assertThat(delete("/hosts/" + host).status()).isEqualTo(200);
        assertThat(delete("/hosts/" + host).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("changes its weights, all or none")
    void changesItsWeights() {
        String host = host();
        Reply missing = put("/hosts/" + host, "Host-v3", "{'floodingProxyWeight':2,'containerWeight':1}");
        Reply whole = put(
                "/hosts/" + host,
                "Host-v3",
                "{'floodingProxyWeight':2,'containerWeight':1,'containerLimit':3,'enforceContainerLimit':true,'name':'x'}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(whole.status()).isEqualTo(200);
        var read = get("/hosts/" + host, "Host-v3").json();
        assertThat(read.path("floodingProxyWeight").intValue()).isEqualTo(2);
        assertThat(read.path("name").textValue()).isEqualTo("h");
        assertThat(read.path("alive").booleanValue()).isFalse();
        assertThat(read.path("hostInterfaces").isArray()).isTrue();
        delete("/hosts/" + host);
    }

    @Test
    @DisplayName("has no interfaces while it is not alive")
    void hasNoInterfacesWhenDead() {
        String host = host();
        assertThat(get("/hosts/" + host + "/interfaces", "collection.Interface-v1")
                        .json())
                .isEmpty();
        Reply single = get("/hosts/" + host + "/interfaces/eth0", "Interface-v1");
        assertThat(single.status()).isEqualTo(404);
        assertThat(single.message()).isEqualTo("Interface not found");
        delete("/hosts/" + host);
    }
}
