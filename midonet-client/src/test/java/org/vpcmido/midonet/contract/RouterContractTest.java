// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A router")
class RouterContractTest extends MidonetContract {
    @Test
    @DisplayName("has defaults, and shows every property")
    void hasDefaults() {
        String id = create("/routers", "Router-v3", "{}");
        var router = get("/routers/" + id, "Router-v3").json();
        assertThat(router.path("adminStateUp").booleanValue()).isTrue();
        assertThat(router.path("asNumber").intValue()).isZero();
        assertThat(router.path("name").isNull()).isTrue();
        assertThat(router.path("inboundMirrorIds").isArray()).isTrue();
        assertThat(router.path("uri").textValue()).isEqualTo(url() + "/routers/" + id);
        assertThat(router.path("inboundFilter").isNull()).isTrue();
        assertThat(router.path("peerPorts").textValue()).isEqualTo(url() + "/routers/" + id + "/peer_ports");
    }

    @Test
    @DisplayName("takes the id that the client chose, once")
    void honoursTheClientsId() {
        String id = UUID.randomUUID().toString();
        Reply first = post("/routers", "Router-v3", "{'id':'" + id + "'}");
        Reply second = post("/routers", "Router-v3", "{'id':'" + id + "'}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body()).isEmpty();
        assertThat(first.location()).isEqualTo(url() + "/routers/" + id);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.message()).isEqualTo("A(n) Router with ID " + id + " already exists.");
    }

    @Test
    @DisplayName("may have the id of a bridge")
    void sharesIdsWithOtherKinds() {
        String id = UUID.randomUUID().toString();
        create("/bridges", "Bridge-v4", "{'id':'" + id + "'}");
        assertThat(create("/routers", "Router-v3", "{'id':'" + id + "'}")).isEqualTo(id);
    }

    @Test
    @DisplayName("reads scalars that are given as strings, and ignores what it does not know")
    void coercesScalars() {
        String id =
                create("/routers", "Router-v3", "{'adminStateUp':'false','asNumber':'65000','noSuchThing':{'a':1}}");
        var router = get("/routers/" + id, "Router-v3").json();
        assertThat(router.path("adminStateUp").booleanValue()).isFalse();
        assertThat(router.path("asNumber").intValue()).isEqualTo(65000);
        assertThat(router.has("noSuchThing")).isFalse();
    }

    @Test
    @DisplayName("takes an explicit null for false")
    void takesNullForFalse() {
        String id = create("/routers", "Router-v3", "{'adminStateUp':null}");
        assertThat(get("/routers/" + id, "Router-v3")
                        .json()
                        .path("adminStateUp")
                        .booleanValue())
                .isFalse();
    }

    @Test
    @DisplayName("returns to its defaults where a PUT leaves something out")
    void returnsToDefaults() {
        String chain = chain();
        String id = create(
                "/routers",
                "Router-v3",
                "{'name':'n','tenantId':'t','asNumber':7,'adminStateUp':false,'inboundFilterId':'" + chain + "'}");
        Reply put = put("/routers/" + id, "Router-v3", "{'id':'" + UUID.randomUUID() + "'}");
        var router = get("/routers/" + id, "Router-v3").json();
        assertThat(put.status()).isEqualTo(204);
        assertThat(put.body()).isEmpty();
        assertThat(router.path("id").textValue()).isEqualTo(id);
        assertThat(router.path("name").isNull()).isTrue();
        assertThat(router.path("tenantId").isNull()).isTrue();
        assertThat(router.path("inboundFilterId").isNull()).isTrue();
        assertThat(router.path("asNumber").intValue()).isZero();
        assertThat(router.path("adminStateUp").booleanValue()).isTrue();
    }

    @Test
    @DisplayName("keeps its ports when it is changed")
    void keepsChildren() {
        String id = router();
        String port = routerPort(id, "10.0.0.1", 24);
        put("/routers/" + id, "Router-v3", "{'name':'other'}");
        assertThat(get("/routers/" + id + "/ports", "collection.Port-v3").each("id"))
                .containsExactly(port);
    }

    @Test
    @DisplayName("is refused with a filter that does not exist")
    void needsItsFilters() {
        String chain = UUID.randomUUID().toString();
        Reply created = post("/routers", "Router-v3", "{'inboundFilterId':'" + chain + "'}");
        String id = router();
        Reply changed = put("/routers/" + id, "Router-v3", "{'outboundFilterId':'" + chain + "'}");
        assertThat(created.status()).isEqualTo(404);
        assertThat(created.message()).isEqualTo("There is no Chain with ID " + chain + ".");
        assertThat(changed.status()).isEqualTo(404);
    }

    @Test
    @DisplayName("is found by its tenant, and by nothing else")
    void filtersByTenant() {
        String tenant = UUID.randomUUID().toString();
        String mine = create("/routers", "Router-v3", "{'name':'x','tenantId':'" + tenant + "'}");
        String nobodys = create("/routers", "Router-v3", "{'name':'x'}");
        assertThat(get("/routers?tenant_id=" + tenant, "collection.Router-v3").each("id"))
                .containsExactly(mine);
        assertThat(get("/routers?name=y", "collection.Router-v3").each("id")).contains(mine, nobodys);
    }

    @Test
    @DisplayName("takes ports, routes and BGP along when it goes, and unlinks its peers")
    void takesItsChildrenAlong() {
        String id = router();
        String bridge = bridge();
        String port = routerPort(id, "10.0.0.1", 24);
        String peer = bridgePort(bridge);
        post("/ports/" + port + "/link", "PortLink-v1", "{'peerId':'" + peer + "'}");
        String route = get("/routers/" + id + "/routes", "collection.Route-v1")
                .each("id")
                .get(0);
        String bgpPeer = create("/routers/" + id + "/bgp_peers", "BgpPeer-v1", "{'asNumber':1,'address':'1.2.3.4'}");
        assertThat(delete("/routers/" + id).status()).isEqualTo(204);
        assertThat(get("/ports/" + port, "Port-v3").status()).isEqualTo(404);
        assertThat(get("/routes/" + route, "Route-v1").status()).isEqualTo(404);
        assertThat(get("/bgp_peers/" + bgpPeer, "BgpPeer-v1").status()).isEqualTo(404);
        assertThat(get("/ports/" + peer, "Port-v3").json().path("peerId").isNull())
                .isTrue();
        assertThat(delete("/routers/" + id).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("cannot go while a load balancer is attached")
    void isHeldByItsBalancer() {
        String balancer = create("/load_balancers", "LoadBalancer-v1", "{}");
        String id = create("/routers", "Router-v3", "{'loadBalancerId':'" + balancer + "'}");
        Reply refused = delete("/routers/" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).startsWith("Cannot delete the Router with ID ");
        delete("/load_balancers/" + balancer);
        assertThat(delete("/routers/" + id).status()).isEqualTo(204);
    }
}
