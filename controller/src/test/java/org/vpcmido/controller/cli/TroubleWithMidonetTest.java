// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;

@DisplayName("When MidoNet is in trouble")
class TroubleWithMidonetTest {
    private static final String DOCUMENT = "single-vpc.xml";

    @TempDir
    private Path folder;

    private Called call(String command, String url) throws Exception {
        Path file = Files.write(folder.resolve("cloud.xml"), GniDocuments.bytes(DOCUMENT));
        return Called.vpcmido(command, "--cloud", "gni:" + file, "--midonet", url);
    }

    @Test
    @DisplayName("and nobody listens, that is told with URL and cause after some attempts, exit code 4")
    void unreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/midonet-api";
        Called called = call("apply", url);
        assertThat(called.exitCode()).isEqualTo(ExitCode.MIDONET_FAILED);
        assertThat(called.out()).isEmpty();
        assertThat(called.err().lines()).hasSize(4);
        assertThat(called.err().lines().limit(3)).allMatch(line -> line.matches(".*; trying again in \\d+ ms"));
        assertThat(called.err().lines().skip(3))
                .singleElement()
                .asString()
                .startsWith("vpcmido: ")
                .contains(url)
                .contains("Connection refused");
    }

    @Test
    @DisplayName("and a path is asked for that is not the API's, exit code 4 and one line with the URL")
    void wrongPath() throws Exception {
        try (Scene scene = Scene.empty(folder)) {
            String url = scene.midonet().url().replace("/midonet-api", "/other");
            Called called = call("plan", url);
            assertThat(called.exitCode()).isEqualTo(ExitCode.MIDONET_FAILED);
            assertThat(called.err()).contains("404", url, "http://HOST:PORT/midonet-api");
            assertThat(called.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "<html><body>It works!</body></html>",
                "{\"version\": \"v1.9\", \"routers\": \"x\"}",
                "[]",
                "{}"
            })
    @DisplayName("and something else answers in its place, exit code 4 and one line")
    void notMidonet(String body) throws Exception {
        WireMockServer server = new WireMockServer(options().dynamicPort());
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(body)));
            Called called = call("plan", server.baseUrl() + "/midonet-api");
            assertThat(called.exitCode()).isEqualTo(ExitCode.MIDONET_FAILED);
            assertThat(called.out()).isEmpty();
            assertThat(called.err()).contains(server.baseUrl()).doesNotContain("\tat ");
        } finally {
            server.stop();
        }
    }

    @Test
    @DisplayName("and refuses some writes, the rest is applied, the reasons are told, and the next run heals")
    void someWritesFail() throws Exception {
        try (Scene scene = Scene.of(folder, DOCUMENT)) {
            FaultEffect refuses = new FaultEffect.Status(500, true, "no room");
            scene.midonet().simulator().faults().add(Fault.nth(3, "POST", ".*/rules", refuses));
            scene.midonet().simulator().faults().add(Fault.nth(1, "POST", ".*/ports", refuses));
            Called first = scene.apply(DOCUMENT, "--output", "json");
            assertThat(first.exitCode()).isEqualTo(ExitCode.MIDONET_FAILED);
            JsonNode json = first.json();
            assertThat(json.at("/changes"))
                    .anyMatch(change -> change.path("outcome").asText().equals("failed"));
            assertThat(json.at("/changes").findValuesAsText("outcome").stream()
                            .filter("applied"::equals)
                            .count())
                    .isGreaterThan(60);
            assertThat(json.at("/second_pass/create").asInt()).isPositive();
            assertThat(first.err()).contains("failed: ").doesNotContain("\tat ");

            scene.midonet().simulator().faults().clear();
            assertThat(scene.apply(DOCUMENT).exitCode()).isEqualTo(ExitCode.DONE);
            try (Scene fresh = Scene.of(folder, DOCUMENT)) {
                fresh.apply(DOCUMENT);
                assertThat(scene.state(DOCUMENT)).isEqualTo(fresh.state(DOCUMENT));
            }
        }
    }

    @Test
    @DisplayName("and does not know a host, its interface is told not to be wired, and the rest is applied")
    void unknownHost() throws Exception {
        String elsewhere =
                new String(GniDocuments.bytes(DOCUMENT), StandardCharsets.UTF_8).replace("10.111.5.32", "10.111.5.99");
        try (Scene scene = Scene.of(folder, DOCUMENT)) {
            Called called = scene.apply(scene.file("elsewhere.xml", elsewhere.getBytes(StandardCharsets.UTF_8)));
            assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
            assertThat(called.err().lines())
                    .singleElement()
                    .asString()
                    .contains("i-0000a302: MidoNet has no host '10.111.5.99'")
                    .contains("not wired");
            assertThat(bindings(scene)).contains("vn_i-0000a301").doesNotContain("vn_i-0000a302");

            assertThat(scene.apply(DOCUMENT).exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(bindings(scene)).contains("vn_i-0000a302");
        }
    }

    @Test
    @DisplayName("and has a host in no tunnel zone, what is on it is told not to be wired, and the rest is applied")
    void hostInNoTunnelZone() throws Exception {
        try (Scene scene = Scene.of(folder, DOCUMENT)) {
            com.fasterxml.jackson.databind.node.ObjectNode state = scene.dump().deepCopy();
            var members = state.withArray("tunnel_zone_hosts").elements();
            while (members.hasNext()) {
                if (members.next().path("ipAddress").asText().equals("10.111.5.32")) {
                    members.remove();
                }
            }
            Scene.get(scene.midonet().load(state.toString()));
            Called called = scene.apply(DOCUMENT);
            assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
            assertThat(called.err())
                    .contains("host 10.111.5.32 is in no tunnel zone")
                    .contains("i-0000a302: MidoNet has no host '10.111.5.32' that a port can be bound to; not wired");
            assertThat(bindings(scene)).contains("vn_i-0000a301").doesNotContain("vn_i-0000a302");
            assertThat(scene.plan(DOCUMENT).exitCode()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    @DisplayName("and an instance is placed nowhere yet, all but its binding is there")
    void unplaced() throws Exception {
        try (Scene scene = Scene.of(folder, DOCUMENT)) {
            Called called = scene.apply("unplaced-instance.xml");
            assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.DONE);
            assertThat(called.err()).contains("i-0000a302");
            assertThat(bindings(scene)).contains("vn_i-0000a301").doesNotContain("vn_i-0000a302");
            assertThat(scene.plan("unplaced-instance.xml").exitCode()).isEqualTo(ExitCode.DONE);
        }
    }

    private static String bindings(Scene scene) throws Exception {
        return scene.dump().path("host_interface_ports").toString();
    }
}
