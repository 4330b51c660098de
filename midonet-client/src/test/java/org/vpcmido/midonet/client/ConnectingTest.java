// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Connecting to MidoNet")
class ConnectingTest extends WireTest {
    @Test
    @DisplayName("reads the root document once, asking for exactly its type")
    void readsTheRoot() {
        MidonetClient client = connect();

        server.verify(
                1,
                getRequestedFor(urlEqualTo(ROOT + "/"))
                        .withHeader("Accept", equalTo(VENDOR + "Application-v5+json"))
                        .withHeader("X-Auth-Token", absent()));
        assertThat(client.requests().total()).isEqualTo(1);
        assertThat(client.requests().byMethod()).containsExactly(Map.entry("GET", 1L));
    }

    @Test
    @DisplayName("tells 5.4 and later by their QoS policies, and takes nothing for granted otherwise")
    void features() {
        assertThat(connect().features()).isEqualTo(new ServerFeatures(true, true, true, true, true));

        root("{\"version\": \"v5.0\", \"serviceContainers\": \"x\"}");
        assertThat(connect().features()).isEqualTo(new ServerFeatures(true, false, false, false, false));

        root("{\"version\": \"v5.0\"}");
        assertThat(connect().features()).isEqualTo(ServerFeatures.common());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.9", "v1.10", "v6.0", "v5.00", ""})
    @DisplayName("refuses other versions, naming them, and does not ask again")
    void otherVersions(String version) {
        root("{\"version\": \"" + version + "\"}");

        assertThat(failure(MidonetClient.connect(vertx, config())))
                .isInstanceOf(MidonetException.Rejected.class)
                .hasMessageStartingWith("GET /: version '" + version + "' is not 'v5.0'")
                .hasMessageContaining("127.0.0.1:" + server.port());
        server.verify(1, getRequestedFor(urlEqualTo(ROOT + "/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"version\": \"v5.0\"", "[]", "<html><title>It works</title></html>", "null"})
    @DisplayName("does not take a malformed root document for MidoNet, but tries again")
    void malformedRoot(String body) {
        root(body);

        assertThat(failure(MidonetClient.connect(vertx, config())))
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessageStartingWith("GET /: ");
        server.verify(3, getRequestedFor(urlEqualTo(ROOT + "/")));
    }

    @Test
    @DisplayName("goes on after a passing trouble")
    void passingTrouble() {
        server.stubFor(get(urlEqualTo(ROOT + "/"))
                .inScenario("start")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("up")
                .willReturn(error(503, "not yet")));

        assertThat(connect().requests().total()).isEqualTo(2);
    }

    @Test
    @DisplayName("names URL and cause when nobody listens")
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        MidonetConfig nowhere = config().withUrl(URI.create("http://127.0.0.1:" + port + "/midonet-api"));

        assertThat(failure(MidonetClient.connect(vertx, nowhere)))
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessageStartingWith("GET /: ")
                .hasMessageContaining("refused")
                .hasMessageContaining("http://127.0.0.1:" + port + "/midonet-api");
    }

    @Test
    @DisplayName("logs in once for all, and once more when the token is no longer taken")
    void login() {
        login("first", Scenario.STARTED, "worn");
        login("second", "worn", "worn");
        server.stubFor(get(urlEqualTo(ROOT + "/routers"))
                .withHeader("X-Auth-Token", equalTo("first"))
                .willReturn(error(401, "Authentication error")));
        MidonetClient client =
                await(MidonetClient.connect(vertx, config().withCredentials(new Credentials("admin", "secret"))));

        assertThat(await(client.observe()).topology().size()).isZero();
        server.verify(
                2,
                postRequestedFor(urlEqualTo(ROOT + "/login"))
                        .withHeader("Authorization", equalTo("Basic YWRtaW46c2VjcmV0")));
        server.verify(1, getRequestedFor(urlEqualTo(ROOT + "/routers")).withHeader("X-Auth-Token", equalTo("second")));
    }

    private void login(String key, String before, String after) {
        server.stubFor(post(urlEqualTo(ROOT + "/login"))
                .inScenario("login")
                .whenScenarioStateIs(before)
                .willSetStateTo(after)
                .willReturn(object("Token-v1", "{\"key\": \"" + key + "\", \"expires\": null}")));
    }

    @Test
    @DisplayName("reports a refused login, and never the password")
    void refusedLogin() {
        server.stubFor(post(urlEqualTo(ROOT + "/login")).willReturn(error(401, "No such user")));
        Credentials credentials = new Credentials("admin", "secret");

        assertThat(failure(MidonetClient.connect(vertx, config().withCredentials(credentials))))
                .isInstanceOf(MidonetException.Rejected.class)
                .hasMessage("POST /login: 401 No such user (" + server.baseUrl().replace("localhost", "127.0.0.1")
                        + ROOT + "/)");
        assertThat(config().withCredentials(credentials).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> new Credentials("admin", "a:b")).hasMessageNotContaining("a:b");
    }

    @Test
    @DisplayName("reports a redirect instead of following it")
    void redirect() {
        server.stubFor(get(urlEqualTo(ROOT + "/"))
                .willReturn(aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/")));

        assertThat(failure(MidonetClient.connect(vertx, config())))
                .isInstanceOf(MidonetException.Rejected.class)
                .hasMessage("GET /: 302 (" + server.baseUrl().replace("localhost", "127.0.0.1") + ROOT + "/)");
    }
}
