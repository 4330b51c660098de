// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A port")
class PortContractTest extends MidonetContract {
    @Test
    @DisplayName("of a bridge needs nothing but its type")
    void hasDefaultsOnBridges() {
        String bridge = bridge();
        String id = bridgePort(bridge);
        var port = get("/ports/" + id, "Port-v3").json();
        assertThat(port.path("type").textValue()).isEqualTo("Bridge");
        assertThat(port.path("vlanId").intValue()).isZero();
        assertThat(port.path("deviceId").textValue()).isEqualTo(bridge);
        assertThat(port.path("active").booleanValue()).isFalse();
        assertThat(port.path("tunnelKey").longValue()).isPositive();
        assertThat(port.path("hostInterfacePort").isNull()).isTrue();
    }

    @Test
    @DisplayName("of the wrong kind is refused, by each device in its way")
    void refusesTheWrongDevice() {
        Reply onBridge =
                post("/bridges/" + bridge() + "/ports", "Port-v3", "{'type':'Router','portAddress':'10.0.0.1'}");
        Reply onRouter = post("/routers/" + router() + "/ports", "Port-v3", "{'type':'Bridge'}");
        assertThat(onBridge.status()).isEqualTo(400);
        assertThat(onBridge.message()).isEqualTo("Not a bridge port.");
        assertThat(onRouter.status()).isEqualTo(500);
        assertThat(onRouter.header("content-type").orElse("")).startsWith("text/html");
    }

    @Test
    @DisplayName("of a router gets its network from its own address, whatever the client sends")
    void computesItsNetwork() {
        String router = router();
        String id = create(
                "/routers/" + router + "/ports",
                "Port-v3",
                "{'type':'Router','portAddress':'169.254.169.248','networkAddress':'1.2.3.0','networkLength':'17'}");
        var port = get("/ports/" + id, "Port-v3").json();
        assertThat(port.path("networkAddress").textValue()).isEqualTo("169.254.128.0");
        assertThat(port.path("networkLength").intValue()).isEqualTo(17);
        assertThat(port.path("portSubnet").path(0).textValue()).isEqualTo("169.254.169.248/17");
        assertThat(port.path("portMac").textValue()).startsWith("ac:ca:ba:");
    }

    @Test
    @DisplayName("of a router shows the first of its subnets as its address")
    void takesSubnets() {
        String id = create(
                "/routers/" + router() + "/ports",
                "Port-v3",
                "{'type':'Router','portSubnet':['10.1.0.9/16','10.2.0.1/24']}");
        var port = get("/ports/" + id, "Port-v3").json();
        assertThat(port.path("portAddress").textValue()).isEqualTo("10.1.0.9");
        assertThat(port.path("networkAddress").textValue()).isEqualTo("10.1.0.0");
        assertThat(port.path("networkLength").intValue()).isEqualTo(16);
    }

    @Test
    @DisplayName("of a router brings a route to its own address, which a change of the port leaves alone")
    void makesALocalRoute() {
        String router = router();
        String port = routerPort(router, "10.0.0.1", 24);
        put("/ports/" + port, "Port-v3", "{'type':'Router','portAddress':'10.9.0.1','networkLength':24}");
        var routes =
                get("/routers/" + router + "/routes", "collection.Route-v1").json();
        assertThat(routes).hasSize(1);
        assertThat(routes.path(0).path("type").textValue()).isEqualTo("Local");
        assertThat(routes.path(0).path("dstNetworkAddr").textValue()).isEqualTo("10.0.0.1");
        assertThat(routes.path(0).path("dstNetworkLength").intValue()).isEqualTo(32);
        assertThat(routes.path(0).path("srcNetworkAddr").textValue()).isEqualTo("0.0.0.0");
        assertThat(routes.path(0).path("nextHopPort").textValue()).isEqualTo(port);
        assertThat(routes.path(0).path("nextHopGateway").isNull()).isTrue();
    }

    @Test
    @DisplayName("of a router loses its MAC and its address in a PUT that leaves them out")
    void losesItsMac() {
        String id = routerPort(router(), "10.0.0.1", 24);
        assertThat(put("/ports/" + id, "Port-v3", "{'type':'Router'}").status()).isEqualTo(204);
        var port = get("/ports/" + id, "Port-v3").json();
        assertThat(port.path("portMac").isNull()).isTrue();
        assertThat(port.path("portAddress").isNull()).isTrue();
    }

    @Test
    @DisplayName("of a router needs an address, in form and in range")
    void needsAnAddress() {
        String ports = "/routers/" + router() + "/ports";
        assertThat(post(ports, "Port-v3", "{'type':'Router'}").status()).isEqualTo(500);
        Reply bad = post(ports, "Port-v3", "{'type':'Router','portAddress':'10.0.0.256','networkLength':33}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.violations()).containsExactlyInAnyOrder("portAddress", "networkLength");
    }

    @Test
    @DisplayName("may be linked as it is created")
    void takesAPeerAtOnce() {
        String bridge = bridge();
        String first = bridgePort(bridge);
        String second =
                create("/bridges/" + bridge + "/ports", "Port-v3", "{'type':'Bridge','peerId':'" + first + "'}");
        assertThat(get("/ports/" + first, "Port-v3").json().path("peerId").textValue())
                .isEqualTo(second);
    }

    @Test
    @DisplayName("keeps peer and key through a PUT, and loses its filters")
    void keepsWhatItIsBoundTo() {
        String bridge = bridge();
        String first = bridgePort(bridge);
        String second = bridgePort(bridge);
        post("/ports/" + first + "/link", "PortLink-v1", "{'peerId':'" + second + "'}");
        put("/ports/" + first, "Port-v3", "{'type':'Bridge','inboundFilterId':'" + chain() + "'}");
        var before = get("/ports/" + first, "Port-v3").json();
        put("/ports/" + first, "Port-v3", "{'type':'Bridge','peerId':'" + first + "','tunnelKey':999999}");
        var after = get("/ports/" + first, "Port-v3").json();
        assertThat(before.path("inboundFilterId").isNull()).isFalse();
        assertThat(after.path("inboundFilterId").isNull()).isTrue();
        assertThat(after.path("peerId").textValue()).isEqualTo(second);
        assertThat(after.path("tunnelKey")).isEqualTo(before.path("tunnelKey"));
    }

    @Test
    @DisplayName("is refused another type in a PUT")
    void isRefusedAnotherType() {
        String id = bridgePort(bridge());
        assertThat(put("/ports/" + id, "Port-v3", "{'type':'Router','portAddress':'10.0.0.1'}")
                        .status())
                .isEqualTo(500);
        assertThat(put("/ports/" + id, "Port-v3", "{}").status()).isEqualTo(400);
        assertThat(put("/ports/" + UUID.randomUUID(), "Port-v3", "{'type':'Bridge'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("leaves no route, link or membership behind")
    void leavesNothingBehind() {
        String router = router();
        String port = routerPort(router, "10.0.0.1", 24);
        String peer = bridgePort(bridge());
        String group = create("/port_groups", "PortGroup-v1", "{}");
        post("/ports/" + port + "/link", "PortLink-v1", "{'peerId':'" + peer + "'}");
        post("/port_groups/" + group + "/ports", "PortGroupPort-v1", "{'portId':'" + port + "'}");
        assertThat(delete("/ports/" + port).status()).isEqualTo(204);
        assertThat(get("/routers/" + router + "/routes", "collection.Route-v1").json())
                .isEmpty();
        assertThat(get("/port_groups/" + group + "/ports", "collection.PortGroupPort-v1")
                        .json())
                .isEmpty();
        assertThat(get("/ports/" + peer, "Port-v3").json().path("peerId").isNull())
                .isTrue();
        assertThat(delete("/ports/" + port).status()).isEqualTo(404);
    }
}
