// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("When the service is in trouble")
class TroubleWithServiceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200|<html>hello</html>", "200|{}", "200|[]", "404|{\"message\": \"x\"}", "500|{\"ready\": true}"})
    @DisplayName("and something else answers in its place, status and guard end with 4 and name the URL")
    void somethingElse(int status, String body) {
        WireMockServer server = new WireMockServer(options().dynamicPort());
        server.start();
        try {
            server.stubFor(
                    any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
            for (String command : List.of("status", "guard")) {
                Called called = Called.vpcmido(command, "--url", server.baseUrl());
                assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.SERVICE_UNREACHABLE);
                assertThat(called.out()).isEmpty();
                assertThat(called.err()).contains(server.baseUrl(), "is not a vpcmido service", "" + status);
                assertThat(called.err().lines()).hasSize(1);
            }
        } finally {
            server.stop();
        }
    }

    @Test
    @DisplayName("and its port is taken, run ends with 64 and names the keys and the port")
    void portTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Files.writeString(folder.resolve("vpcmido.yml"), """
                    cloud: {source: 'gni:%1$s/cloud.xml', run-directory: '%1$s'}
                    midonet: {url: 'http://127.0.0.1:1/midonet-api'}
                    journal: {url: 'h2:%1$s/journal'}
                    http: {port: %2$d}
                    """.formatted(folder, taken.getLocalPort()));
            Called called = Called.vpcmido("run", "--config", config.toString());
            assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.USAGE);
            assertThat(called.err())
                    .contains("http.address, http.port: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
    }
}
