// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a simulator that starts does not end
@DisplayName("A command that is called wrongly")
class UsageTest {
    @TempDir
    private Path folder;

    private static void assertUsage(Called called, String... words) {
        assertThat(called.exitCode()).as(called.err()).isEqualTo(ExitCode.USAGE);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(List.of(words)).allMatch(called.err()::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "plan",
                "plan --cloud gni:x --sideways",
                "plan --cloud x",
                "plan --cloud gni:",
                "plan --cloud gni:x --corrections nonsense",
                "plan --cloud gni:x --output xml",
                "apply --cloud gni:x --allow-deletes 2",
                "apply --cloud gni:x --allow-deletes some",
                "list nonsense",
                "list --midonet ftp://x",
                "list --midonet nonsense",
                "list --midonet http://127.0.0.1:65536/midonet-api",
                "plan --cloud gni:http://127.0.0.1:65536/x",
                "plan --cloud gni:http://a^b/x",
                "plan --cloud gni:http:",
                "plan --cloud gni:https://127.0.0.1/x",
                "status --url nonsense",
                "status --url http://127.0.0.1:65536",
                "guard --url ftp://127.0.0.1",
                "guard approve x --url nonsense",
                "trace --cloud gni:x --from internet --to 192.0.2.1 --port many",
                "verify --cloud gni:x --probes 99999999999",
                "list --config /nonexistent.yml",
                "run --config /nonexistent.yml",
                "bench --cloud huge",
                "bench --latency-millis -1",
                "verify --cloud gni:x --probes 0",
                "simulator --port 70000",
                "simulator --personality 6",
                "simulator --latency-millis -1",
                "simulator --zookeeper nonsense",
                "simulator --zookeeper http://127.0.0.1:2181",
                "simulator --load /nonexistent.json",
                "simulator --hosts /nonexistent.json",
                "simulator --hosts-from nonsense"
            })
    @DisplayName("ends with 64, and says on standard error what it did not like")
    void usage(String line) {
        assertUsage(Called.vpcmido(line.isEmpty() ? List.of() : List.of(line.split(" "))));
    }

    @ParameterizedTest
    @CsvSource({
        "bench --cloud huge,--cloud: 'huge' is not one of",
        "bench --latency-millis 60001,--latency-millis: 60001 is outside 0 to 60000",
        "simulator --latency-millis -1,--latency-millis: -1 is outside 0 to 60000",
        "simulator --port 70000,--port: 70000 is outside 0 to 65535",
        "simulator --personality 6,--personality: personality '6' is not one of",
        "simulator --zookeeper nonsense,--zookeeper: ",
        "simulator --port some,'some' is not a whole number",
        "simulator --hosts /nonexistent.json,--hosts /nonexistent.json: there is no such file",
        "simulator --load /nonexistent.json,--load /nonexistent.json: there is no such file",
        "list --midonet 127.0.0.1:8181,--midonet: MidoNet URL '127.0.0.1:8181' is not of the form",
        "list --midonet http://127.0.0.1:65536/,port 65536 is above 65535",
        "plan --cloud gni:http://127.0.0.1:65536/x,port 65536 is above 65535",
        "plan --cloud gni:https://127.0.0.1/x,is neither gni:PATH nor gni:http://HOST/PATH",
        "status --url 127.0.0.1:8780,--url: '127.0.0.1:8780' is not of the form http(s)://HOST[:PORT]/PATH",
        "status --url http://127.0.0.1:65536,names port 65536",
        "run --config /nonexistent.yml,/nonexistent.yml: cannot be read: there is no such file"
    })
    @DisplayName("is told the option, the value and what it may be")
    void limits(String line, String words) {
        assertUsage(Called.vpcmido(List.of(line.split(" "))), words);
    }

    @Test
    @DisplayName("is told what is wrong and where to read on; only without any command the whole help comes, too")
    void isShort() {
        assertThat(Called.vpcmido("verify").err().lines())
                .containsExactly("vpcmido: Missing required option: '--cloud=SOURCE'", "See 'vpcmido verify --help'.");
        assertThat(Called.vpcmido().err()).contains("Commands:", "which command?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['west']|type 'gre2' of tunnel zone 'z' is not one of gre, vxlan, vtep|gre2",
                "['east']|tunnel zone 'z' has a host 'east' that is not listed|gre"
            },
            quoteCharacter = '`')
    @DisplayName("with a tunnel zone that cannot be names the zone and what is wrong with it")
    void badTunnelZone(String members, String words, String type) throws Exception {
        String json = ("{'hosts': [{'name': 'west', 'addresses': [], 'interfaces': []}],"
                        + "'tunnel_zones': [{'name': 'z', 'type': '%s', 'hosts': %s}]}")
                .formatted(type, members)
                .replace('\'', '"');
        Path file = Files.writeString(folder.resolve("hosts.json"), json);
        assertUsage(Called.vpcmido("simulator", "--port", "0", "--hosts", file.toString()), "hosts.json", words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{",
                "{\"hosts\": 1}",
                "{\"hosts\": null}",
                "{}",
                "{\"hosts\": [{}]}",
                "{\"hosts\": []} x"
            })
    @DisplayName("with a file of hosts that is none ends with 64 and names the file")
    void badHosts(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("hosts.json"), content);
        assertUsage(Called.vpcmido("simulator", "--port", "0", "--hosts", file.toString()), "--hosts", "hosts.json");
    }

    @Test
    @DisplayName("with a file of hosts in which a value is wrong names the value's key")
    void badHost() throws Exception {
        Path file = Files.writeString(
                folder.resolve("hosts.json"), "{\"hosts\": [{\"name\": \"a\", \"addresses\": 7, \"interfaces\": []}]}");
        assertUsage(Called.vpcmido("simulator", "--port", "0", "--hosts", file.toString()), "hosts[0].addresses: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{} x", "{\"routers\": [1]}", "{\"routers\": 5}", "{\"router\": []}"})
    @DisplayName("with a topology that is none ends with 64 and names the file")
    void badTopology(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("dump.json"), content);
        assertUsage(Called.vpcmido("simulator", "--port", "0", "--load", file.toString()), "--load", "dump.json");
    }

    @Test
    @DisplayName("with a document that cannot be used ends with 3, as everywhere")
    void badDocument() throws Exception {
        Path file = Files.writeString(folder.resolve("cloud.xml"), "<network-data>");
        Called called = Called.vpcmido("simulator", "--port", "0", "--hosts-from", "gni:" + file);
        assertThat(called.exitCode()).isEqualTo(ExitCode.CLOUD_UNUSABLE);
        assertThat(called.err().lines()).hasSize(1);
    }

    @Test
    @DisplayName("with a port that is taken ends with 64 and names the port")
    void portTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertUsage(Called.vpcmido("simulator", "--port", port), "--port " + port, "in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "verify", "trace", "explain", "list", "simulator", "demo", "bench"})
    @DisplayName("or for help tells how, with the exit codes")
    void help(String command) {
        Called called = Called.vpcmido(command, "--help");
        assertThat(called.exitCode()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).startsWith("Usage: vpcmido " + command).contains("Exit codes:");
    }
}
