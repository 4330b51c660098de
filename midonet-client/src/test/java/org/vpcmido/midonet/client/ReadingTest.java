// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Router;

@DisplayName("Reading a topology over HTTP")
class ReadingTest extends WireTest {
    private static final String A = "00000000-0000-4000-8000-00000000000a";
    private static final String ROUTER = "{\"id\": \"" + A + "\", \"tenantId\": \"foreign\", \"name\": \"r\"}";

    @ParameterizedTest
    @ValueSource(strings = {"multi-vpc-complete", "small-bgp"})
    @DisplayName("gives exactly what the dump of the same MidoNet gives")
    void asTheDump(String name) {
        serve(RealTopologies.json(name));

        MidonetClient client = connect();
        Observation observed = await(client.observe());

        Observation dumped = RealTopologies.observation(name);
        assertThat(observed.unreadable()).isEmpty();
        assertThat(observed.topology().resources())
                .containsExactlyElementsOf(dumped.topology().resources());
        assertThat(observed).isEqualTo(dumped);
        assertThat(client.requests().byMethod()).containsOnlyKeys("GET");
        assertThat(client.requests().byCollection()).containsEntry("GET ports", 1L);
        assertThat(client.requests().byCollection()).doesNotContainKey("GET ip_addr_group_addrs");
    }

    @Test
    @DisplayName("leaves alone what is outside its scope, and still sees it from afar")
    void scope() {
        server.stubFor(get(urlEqualTo(ROOT + "/routers")).willReturn(list("Router-v3", "[" + ROUTER + "]")));

        MidonetClient client = connect();
        assertThat(await(client.observe()).topology().all(Kind.ROUTER, Router.class))
                .hasSize(1);
        server.verify(0, getRequestedFor(urlEqualTo(ROOT + "/routers/" + A + "/routes")));

        server.stubFor(get(urlEqualTo(ROOT + "/routers/" + A + "/routes")).willReturn(list("Route-v1", "[]")));
        await(client.observe(ObservationScope.all()));
        server.verify(1, getRequestedFor(urlEqualTo(ROOT + "/routers/" + A + "/routes")));
    }

    static Stream<Named<ResponseDefinitionBuilder>> noLists() {
        return Stream.of(
                Named.of("nothing", list("Router-v3", "")),
                Named.of("a cut list", list("Router-v3", "[" + ROUTER)),
                Named.of("a list cut in an object", list("Router-v3", "[" + ROUTER + ", {\"id\": \"")),
                Named.of("an object", list("Router-v3", ROUTER)),
                Named.of("null", list("Router-v3", "null")),
                Named.of("two lists", list("Router-v3", "[" + ROUTER + "][]")),
                Named.of("a list with null in it", list("Router-v3", "[null]")),
                Named.of("an object without id", list("Router-v3", "[{\"name\": \"r\"}]")),
                Named.of("an object twice", list("Router-v3", "[" + ROUTER + "," + ROUTER + "]")),
                Named.of("the wrong type", list("Bridge-v4", "[]")),
                Named.of("the type of a single one", object("Router-v3", "[]")),
                Named.of("no type", aResponse().withBody("[]")),
                Named.of(
                        "HTML",
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html>hello</html>")),
                Named.of("no content", aResponse().withStatus(204)),
                Named.of("503", error(503, "Resource read timeout")),
                Named.of("a closed connection", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Named.of("a reset connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Named.of("half an answer", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Named.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
    }

    @ParameterizedTest
    @MethodSource("noLists")
    @DisplayName("never takes for an empty list:")
    void neverEmpty(ResponseDefinitionBuilder answer) {
        MidonetClient client = connect();
        server.stubFor(get(urlEqualTo(ROOT + "/routers")).willReturn(answer));

        assertThat(failure(client.observe()))
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessageStartingWith("GET /routers: ");
        assertThat(client.requests().byCollection()).containsEntry("GET routers", 3L);
    }

    @ParameterizedTest
    @MethodSource("noLists")
    @DisplayName("gets over one such answer:")
    void recovers(ResponseDefinitionBuilder answer) {
        MidonetClient client = connect();
        server.stubFor(get(urlEqualTo(ROOT + "/routers"))
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(answer));
        server.stubFor(get(urlEqualTo(ROOT + "/routers"))
                .inScenario("once")
                .whenScenarioStateIs("well")
                .willReturn(list("Router-v3", "[" + ROUTER + "]")));

        assertThat(await(client.observe()).topology().size()).isEqualTo(1);
    }

    @Test
    @DisplayName("fails as a whole when one list is refused, without asking again")
    void oneListRefused() {
        MidonetClient client = connect();
        server.stubFor(get(urlEqualTo(ROOT + "/chains"))
                .willReturn(aResponse()
                        .withStatus(500)
                        .withHeader("Content-Type", "text/html;charset=iso-8859-1")
                        .withBody(
                                "<html><head><title>Error 500 java.lang.NullPointerException</title></head></html>")));

        assertThat(failure(client.observe()))
                .isInstanceOf(MidonetException.Rejected.class)
                .hasMessage("GET /chains: 500 Error 500 java.lang.NullPointerException");
        server.verify(1, getRequestedFor(urlEqualTo(ROOT + "/chains")));
    }

    @Test
    @DisplayName("asks again for a list from which something vanished, and gives up in the end")
    void vanished() {
        MidonetClient client = connect();
        server.stubFor(get(urlEqualTo(ROOT + "/ports")).willReturn(error(404, "There is no Port with ID 1.")));

        assertThat(failure(client.observe()))
                .isInstanceOf(MidonetException.Stale.class)
                .hasMessage("GET /ports: 404 There is no Port with ID 1.");
        server.verify(3, getRequestedFor(urlEqualTo(ROOT + "/ports")));
    }

    @Test
    @DisplayName("does not wait for ever")
    void timeOut() {
        MidonetConfig impatient =
                config().withTimeouts(new MidonetConfig.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300)));
        MidonetClient client = await(MidonetClient.connect(vertx, impatient));
        server.stubFor(get(urlEqualTo(ROOT + "/hosts"))
                .willReturn(list("Host-v3", "[]").withFixedDelay(60_000)));

        assertThat(failure(client.observe()))
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessageStartingWith("GET /hosts: ");
    }

    @Test
    @DisplayName("refuses an answer beyond the limit")
    void tooLong() {
        MidonetClient client = await(MidonetClient.connect(
                vertx, config().withLimits(new MidonetConfig.Limits(4, 4, 100, Duration.ofSeconds(1), 1000))));
        server.stubFor(get(urlEqualTo(ROOT + "/hosts")).willReturn(list("Host-v3", "[" + " ".repeat(2000) + "]")));

        assertThat(failure(client.observe()))
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessageContaining("longer than 1000 bytes");
    }

    @Test
    @DisplayName("asks for compressed answers where the server knows them, and for plain ones elsewhere")
    void compression() {
        await(connect().observe());
        server.verify(getRequestedFor(urlEqualTo(ROOT + "/routers")).withHeader("Accept-Encoding", equalTo("gzip")));

        server.resetRequests();
        root("{\"version\": \"v5.0\"}");
        await(connect().observe());
        server.verify(
                getRequestedFor(urlEqualTo(ROOT + "/routers")).withHeader("Accept-Encoding", equalTo("identity")));
    }

    @Test
    @DisplayName("keeps to its number of connections")
    void fewConnections() {
        serve(RealTopologies.json("single-vpc"));
        MidonetClient client = await(
                MidonetClient.connect(vertx, config().withLimits(MidonetConfig.Limits.DEFAULT.withInFlight(1, 1))));

        assertThat(await(client.observe())).isEqualTo(RealTopologies.observation("single-vpc"));
    }

    /** Answers every list from a dump; an unknown request is answered with 418. */
    private void serve(JsonNode dump) {
        server.stubFor(get(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(418)));
        Map<Path, ArrayNode> lists = new TreeMap<>(Comparator.comparing(Path::toString));
        Map<Path, Kind> kinds = new TreeMap<>(Comparator.comparing(Path::toString));
        for (Kind kind : Kind.values()) {
            if (kind == Kind.PORT_LINK || kind == Kind.IP_ADDR_GROUP_ADDR || kind == Kind.HOST_INTERFACE_PORT) {
                continue;
            }
            for (JsonNode object : dump.path(kind.collection())) {
                Path home = Codecs.of(kind).home(new Fields(object));
                Path list = kind == Kind.DHCP_HOST
                        ? new Path(home.segments().subList(0, 5))
                        : new Path(home.segments()
                                .subList(0, Math.min(3, home.segments().size())));
                lists.computeIfAbsent(list, none -> Json.MAPPER.createArrayNode())
                        .add(object);
                kinds.put(list, kind);
            }
        }
        emptyLists(dump, lists, kinds);
        lists.forEach((path, objects) -> server.stubFor(get(urlEqualTo(ROOT + path))
                .willReturn(list(Codecs.of(kinds.getOrDefault(path, Kind.PORT)).mediaName(), objects.toString()))));
    }

    private static void emptyLists(JsonNode dump, Map<Path, ArrayNode> lists, Map<Path, Kind> kinds) {
        dump.path("routers").forEach(router -> {
            empty(Path.of("routers", router.path("id").asText(), "bgp_peers"), Kind.BGP_PEER, lists, kinds);
            empty(Path.of("routers", router.path("id").asText(), "bgp_networks"), Kind.BGP_NETWORK, lists, kinds);
        });
        dump.path("bridges").forEach(bridge -> {
            empty(Path.of("bridges", bridge.path("id").asText(), "dhcp"), Kind.DHCP_SUBNET, lists, kinds);
            empty(Path.of("bridges", bridge.path("id").asText(), "arp_table"), Kind.ARP_ENTRY, lists, kinds);
            empty(Path.of("bridges", bridge.path("id").asText(), "mac_table"), Kind.MAC_ENTRY, lists, kinds);
        });
        dump.path("dhcp_subnets").forEach(subnet -> {
            Path path = Path.within("bridges", subnet.path("uri").asText()).child("hosts");
            empty(path, Kind.DHCP_HOST, lists, kinds);
        });
        dump.path("chains")
                .forEach(
                        chain -> empty(Path.of("chains", chain.path("id").asText(), "rules"), Kind.RULE, lists, kinds));
    }

    private static void empty(Path path, Kind kind, Map<Path, ArrayNode> lists, Map<Path, Kind> kinds) {
        lists.computeIfAbsent(path, none -> Json.MAPPER.createArrayNode());
        kinds.put(path, kind);
    }
}
