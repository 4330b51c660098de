// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request that goes wrong")
class ErrorContractTest extends MidonetContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            emptyValue = "",
            value = {
                "{'name':|500|html",
                "no json|500|html",
                "\"\"|500|html",
                "null|500|html",
                "[]|400|json",
                "{'adminStateUp':'maybe'}|400|json",
                "{'asNumber':'x'}|400|json",
                "{'id':'1-2-3-4-5'}|400|json",
                "{'name':{}}|400|json"
            })
    @DisplayName("is refused in the shape that its fault has")
    void refusesBodies(String body, int status, String shape) {
        Reply reply = post("/routers", "Router-v3", body);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type").orElse(""))
                .startsWith(shape.equals("html") ? "text/html" : type("Error-v1"));
    }

    @Test
    @DisplayName("names the property and the limit")
    void namesViolations() {
        Reply reply = post("/routers", "Router-v3", "{'name':'" + "x".repeat(256) + "'}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo("Validation error(s) found");
        assertThat(reply.json().path("code").intValue()).isEqualTo(400);
        assertThat(reply.json().path("violations").path(0).path("property").textValue())
                .isEqualTo("name");
        assertThat(reply.json().path("violations").path(0).path("message").textValue())
                .isEqualTo("size must be between 0 and 255");
    }

    @Test
    @DisplayName("names what there is not, by MidoNet's name for it")
    void namesWhatIsMissing() {
        String id = UUID.randomUUID().toString();
        assertThat(get("/bridges/" + id, "Bridge-v4").message()).isEqualTo("There is no Network with ID " + id + ".");
        assertThat(get("/ip_addr_groups/" + id, "IpAddrGroup-v1").message())
                .isEqualTo("There is no IPAddrGroup with ID " + id + ".");
        assertThat(get("/routers/notauuid", "Router-v3").message()).isEqualTo("There is no Router with ID notauuid.");
        String router = router();
        assertThat(get("/routers/" + router.toUpperCase(Locale.ROOT), "Router-v3")
                        .status())
                .isEqualTo(404);
        Reply parent = get("/routers/notauuid/ports", "collection.Port-v3");
        assertThat(parent.status()).isEqualTo(404);
        assertThat(parent.body()).isEmpty();
    }

    @Test
    @DisplayName("knows its roots, and nothing else")
    void knowsItsRoots() {
        Reply unknown = get("/nosuch");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.message()).isEqualTo("Root resource nosuch not found");
        Reply below = get("/routers/" + router() + "/nosuch");
        assertThat(below.status()).isEqualTo(404);
        assertThat(below.body()).isEmpty();
        assertThat(get("/Routers").status()).isEqualTo(404);
        assertThat(get("//routers").status()).isEqualTo(404);
        assertThat(get("/routers/").status()).isEqualTo(200);
        Reply verb = request("PATCH", "/routers", Map.of(), "");
        assertThat(verb.status()).isEqualTo(405);
        assertThat(verb.body()).isEmpty();
        assertThat(verb.header("allow")).isPresent();
    }

    @Test
    @DisplayName("to the root is not: it describes the API")
    void describesItself() {
        Reply moved = get("");
        assertThat(moved.status()).isEqualTo(302);
        assertThat(moved.location()).isEqualTo(url() + "/");
        var root = get("/", "Application-v5").json();
        assertThat(root.path("version").textValue()).isEqualTo("v5.0");
        assertThat(root.path("uri").textValue()).isEqualTo(url() + "/");
        assertThat(root.path("tunnelZones").textValue()).isEqualTo(url() + "/tunnel_zones");
        assertThat(root.path("ruleTemplate").textValue()).isEqualTo(url() + "/rules/{id}");
        assertThat(root.has("qosPolicies")).isTrue();
        var state = get("/system_state", "SystemState-v2").json();
        assertThat(state.path("state").textValue()).isEqualTo("ACTIVE");
        assertThat(state.path("version").textValue()).isEqualTo("5.0.0");
        assertThat(get("/tenants", "collection.Tenant-v2").each("id")).containsExactly("admin");
        assertThat(get("/tenants/t1", "Tenant-v2").json().path("name").textValue())
                .isEqualTo("t1");
    }

    @Test
    @DisplayName("needs no token, but a login has its form")
    void logsIn() {
        Reply login = request("POST", "/login", Map.of("Authorization", "Basic YWRtaW46YWRtaW4="), "");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.json().path("key").textValue()).isEqualTo("00000000");
        Reply bare = request("GET", "/login", Map.of(), "");
        assertThat(bare.status()).isEqualTo(401);
        assertThat(bare.message()).isEqualTo("Authorization header is not set.");
        Reply anyToken = request("GET", "/routers", Map.of("Accept", "*/*", "X-Auth-Token", "wrong"), "");
        assertThat(anyToken.status()).isEqualTo(200);
        assertThat(anyToken.header("access-control-allow-origin")).contains("*");
        assertThat(request("OPTIONS", "/routers", Map.of(), "").status()).isEqualTo(200);
        assertThat(request("HEAD", "/routers", Map.of("Accept", "*/*"), "").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("shows the address that the proxy in front is known by")
    void showsTheProxy() {
        Reply list = request(
                "GET",
                "/",
                Map.of("Accept", "application/json", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "api.example"),
                "");
        assertThat(list.json().path("uri").textValue()).isEqualTo("https://api.example/midonet-api/");
    }
}
