// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The simulator")
class SimulatorTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    @DisplayName("makes a bound port active while its host is alive and has the interface")
    void playsAgents() throws Exception {
        Simulator simulator = start(SimulatorOptions.defaults());
        UUID id = UUID.randomUUID();
        simulator
                .addHost(new HostDescription(id, "h", List.of("10.0.0.1"), List.of("eth0"), false))
                .await();
        String bridge = create(simulator, "/bridges", "{}");
        String port = create(
                simulator,
                "/bridges/" + bridge + "/ports",
                "{'type':'Bridge','hostId':'" + id + "','interfaceName':'eth0'}");
        assertThat(json(send(simulator, "GET", "/ports/" + port, ""))
                        .path("active")
                        .booleanValue())
                .isTrue();
        simulator.killHost(id).await();
        assertThat(json(send(simulator, "GET", "/ports/" + port, ""))
                        .path("active")
                        .booleanValue())
                .isFalse();
        assertThat(json(send(simulator, "GET", "/hosts/" + id, "")).path("addresses"))
                .isEmpty();
        simulator.raiseHost(id).await();
        assertThat(json(send(simulator, "GET", "/ports/" + port, ""))
                        .path("active")
                        .booleanValue())
                .isTrue();
    }

    @Test
    @DisplayName("fails as it is told, before or after taking effect")
    void fails() throws Exception {
        Simulator simulator = start(SimulatorOptions.defaults());
        simulator.faults().add(Fault.nth(2, "POST", "/routers", FaultEffect.Status.unavailable()));
        simulator.faults().add(Fault.nth(3, "POST", "/routers", new FaultEffect.Drop(true)));
        create(simulator, "/routers", "{}");
        HttpResponse<String> unavailable = send(simulator, "POST", "/routers", "{}");
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(unavailable.headers().firstValue("RetryAfter")).contains("3");
        assertThatThrownBy(() -> send(simulator, "POST", "/routers", "{}")).isInstanceOf(IOException.class);
        simulator.faults().clear();
        simulator.faults().add(Fault.always("POST", "/routers", new FaultEffect.Drop(false)));
        assertThatThrownBy(() -> send(simulator, "POST", "/routers", "{}")).isInstanceOf(IOException.class);
        assertThat(json(send(simulator, "GET", "/routers", ""))).hasSize(2);
        assertThat(simulator.requestCounts().await().byCollection()).containsKeys("GET", "POST");
    }

    @Test
    @DisplayName("lets no one in without its token, if it has one")
    void asksForItsToken() throws Exception {
        Simulator simulator = start(SimulatorOptions.defaults().withToken("secret"));
        assertThat(send(simulator, "GET", "/routers", "").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("of 5.2 takes port 0 and repeats, and knows no address list")
    void isOlder() throws Exception {
        Simulator simulator = start(SimulatorOptions.defaults().withPersonality(Personality.V5_2));
        String chain = create(simulator, "/chains", "{}");
        create(simulator, "/chains/" + chain + "/rules", "{'type':'drop','tpDst':{'start':0,'end':0}}");
        String router = create(simulator, "/routers", "{}");
        create(simulator, "/routers/" + router + "/bgp_peers", "{'asNumber':1,'address':'1.1.1.1'}");
        create(simulator, "/routers/" + router + "/bgp_peers", "{'asNumber':1,'address':'1.1.1.1'}");
        String bridge = create(simulator, "/bridges", "{}");
        create(simulator, "/bridges/" + bridge + "/dhcp", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        create(simulator, "/bridges/" + bridge + "/dhcp", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        String ports = "/routers/" + router + "/ports";
        assertThat(send(simulator, "POST", ports, "{'type':'Router','portAddress':'10.0.0.1'}")
                        .statusCode())
                .isEqualTo(400);
        String port = create(
                simulator,
                ports,
                "{'type':'Router','portAddress':'10.0.0.1','networkAddress':'10.0.0.0','networkLength':24}");
        assertThat(json(send(simulator, "GET", "/ports/" + port, "")).has("portSubnet"))
                .isFalse();
        assertThat(json(send(simulator, "GET", "/", "")).has("qosPolicies")).isFalse();
        assertThat(json(send(simulator, "GET", "/", "")).has("serviceContainers"))
                .isTrue();
    }

    @Test
    @DisplayName("shares no code with what it tests")
    void sharesNoCode() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("..midonet.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..midonet.client..", "..midonet.resource..", "..midonet.topology..")
                .check(new ClassFileImporter().importPackages("org.vpcmido.midonet.simulator"));
    }

    private Simulator start(SimulatorOptions options) {
        return Simulator.start(vertx, options).await();
    }

    private static String create(Simulator simulator, String path, String body) throws Exception {
        HttpResponse<String> response = send(simulator, "POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        String location = response.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static HttpResponse<String> send(Simulator simulator, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return new ObjectMapper().readTree(response.body());
    }
}
