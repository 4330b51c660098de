// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A route")
class RouteContractTest extends MidonetContract {
    @Test
    @DisplayName("that is normal needs a port of its own router")
    void needsAPortOfItsRouter() {
        String router = router();
        String foreign = routerPort(router(), "10.0.0.1", 24);
        String normal = "{'type':'Normal','srcNetworkAddr':'0.0.0.0','dstNetworkAddr':'10.0.0.0'";
        for (String hop :
                new String[] {"", ",'nextHopPort':'" + foreign + "'", ",'nextHopPort':'" + UUID.randomUUID() + "'"}) {
            Reply refused = post("/routers/" + router + "/routes", "Route-v1", normal + hop + "}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message())
                    .isEqualTo("This type of route requires a next hop port that is a port on the same router.");
        }
    }

    @Test
    @DisplayName("has defaults, keeps host bits, and may be there twice")
    void hasDefaults() {
        String router = router();
        String port = routerPort(router, "10.0.0.1", 24);
        String body = "{'type':'Normal','srcNetworkAddr':'0.0.0.0','dstNetworkAddr':'10.0.0.7','dstNetworkLength':24,"
                + "'nextHopPort':'" + port + "'}";
        String id = create("/routers/" + router + "/routes", "Route-v1", body);
        create("/routers/" + router + "/routes", "Route-v1", body);
        var route = get("/routes/" + id, "Route-v1").json();
        assertThat(route.path("dstNetworkAddr").textValue()).isEqualTo("10.0.0.7");
        assertThat(route.path("weight").intValue()).isZero();
        assertThat(route.path("routerId").textValue()).isEqualTo(router);
        assertThat(route.path("learned").booleanValue()).isFalse();
        assertThat(get("/routers/" + router + "/routes", "collection.Route-v1").json())
                .hasSize(3);
    }

    @Test
    @DisplayName("of the router is listed before those of ports")
    void isListedRouterFirst() {
        String router = router();
        routerPort(router, "10.0.0.1", 24);
        String hole = create(
                "/routers/" + router + "/routes",
                "Route-v1",
                "{'type':'BlackHole','srcNetworkAddr':'0.0.0.0','dstNetworkAddr':'10.9.0.0'}");
        assertThat(get("/routers/" + router + "/routes", "collection.Route-v1").each("id"))
                .startsWith(hole)
                .hasSize(2);
    }

    @Test
    @DisplayName("is checked")
    void isChecked() {
        String routes = "/routers/" + router() + "/routes";
        Reply unknown = post(routes, "Route-v1", "{'type':'X','srcNetworkAddr':'0.0.0.0','dstNetworkAddr':'0.0.0.0'}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.message()).isEqualTo("This type of route is invalid.");
        assertThat(post(routes, "Route-v1", "{'type':'Reject','weight':-1}").violations())
                .containsExactlyInAnyOrder("weight", "srcNetworkAddr", "dstNetworkAddr");
        assertThat(put("/routes/" + UUID.randomUUID(), "Route-v1", "{}").status())
                .isEqualTo(405);
        assertThat(delete("/routes/" + UUID.randomUUID()).status()).isEqualTo(204);
    }
}
