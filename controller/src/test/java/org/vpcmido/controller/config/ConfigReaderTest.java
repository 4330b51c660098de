// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.config.ControllerConfig.DriftPolicy;
import org.vpcmido.controller.journal.Retention;
import org.vpcmido.controller.leader.LeaderConfig;
import org.vpcmido.controller.plan.Guard;
import org.vpcmido.midonet.nsdb.NsdbConfig;

@DisplayName("The configuration")
class ConfigReaderTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("needs no file: the defaults make a single-machine cloud work")
    void needsNoFile() {
        ControllerConfig config = ConfigReader.read(Optional.empty(), folder.resolve("none"), Map.of());

        assertThat(config.cloud().source()).isEqualTo("gni:/var/run/eucalyptus/global_network_info.xml");
        assertThat(config.midonet().url()).isEmpty();
        assertThat(config.layout()).isEqualTo(LayoutSettings.defaults());
        assertThat(config.guard()).isEqualTo(Guard.DEFAULT);
        assertThat(config.http().address()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8780);
        assertThat(config.reconcile().eucanetdPort()).isEqualTo(63822);
    }

    @Test
    @DisplayName(
            "gives a cloud controller the time to write its document and to wait for an acknowledgement, or any time")
    void waitsForTheCloudController() {
        assertThat(silentAfter(Map.of())).contains(Duration.ofSeconds(35 + 120));
        assertThat(silentAfter(Map.of("VPCMIDO_CLOUD_SILENT_AFTER", "10m"))).contains(Duration.ofMinutes(10));
        assertThat(silentAfter(Map.of("VPCMIDO_CLOUD_SILENT_AFTER", ""))).isEmpty();
        assertThatThrownBy(() -> silentAfter(Map.of("VPCMIDO_CLOUD_SILENT_AFTER", "0s")))
                .hasMessageContaining("cloud.silent-after: '0s' is outside 10ms to 24h");
    }

    private Optional<Duration> silentAfter(Map<String, String> environment) {
        return ConfigReader.read(Optional.empty(), folder.resolve("none"), environment)
                .cloud()
                .silentAfter();
    }

    @Test
    @DisplayName("refuses a cloud that cannot be read and a MidoNet that cannot be asked, together with all else")
    void refusesPlaces() throws IOException {
        Path wrong = file("""
                cloud: {source: 'nope:x'}
                midonet: {url: 'http://127.0.0.1:65536/midonet-api'}
                corrections: nat-loop,nonsense
                """);
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(wrong), folder.resolve("none"), Map.of()))
                .hasMessageContaining("line 1: cloud.source: cloud source 'nope:x' is neither gni:PATH nor gni:http://")
                .hasMessageContaining(
                        "line 2: midonet.url: 'http://127.0.0.1:65536/midonet-api' names port 65536, which is above 65535")
                .hasMessageContaining("line 3: corrections: 'nonsense' is not a correction");
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(folder), folder.resolve("none"), Map.of()))
                .hasMessageContaining(folder + ": cannot be read: it is a folder");
    }

    @Test
    @DisplayName("asks for the enabled controller's machine where the file is a controller's own, or if told to")
    void knowsTheControllersOwnFile() {
        assertThat(onlyOnController(Map.of())).isTrue();
        assertThat(onlyOnController(
                        Map.of("VPCMIDO_CLOUD_SOURCE", "gni:/opt/euca/var/run/eucalyptus/global_network_info.xml")))
                .isTrue();
        assertThat(onlyOnController(Map.of("VPCMIDO_CLOUD_SOURCE", "gni:/srv/copy/global_network_info.xml")))
                .isFalse();
        assertThat(onlyOnController(Map.of("VPCMIDO_CLOUD_ONLY_ON_CONTROLLER", "false")))
                .isFalse();
        assertThat(onlyOnController(Map.of(
                        "VPCMIDO_CLOUD_SOURCE", "gni:/srv/copy.xml", "VPCMIDO_CLOUD_ONLY_ON_CONTROLLER", "true")))
                .isTrue();
    }

    private boolean onlyOnController(Map<String, String> environment) {
        return ConfigReader.read(Optional.empty(), folder.resolve("none"), environment)
                .cloud()
                .onlyOnController();
    }

    @Test
    @DisplayName("by default names no ZooKeeper, and a journal in a file of our own")
    void isAlone() {
        ControllerConfig config = ConfigReader.read(Optional.empty(), folder.resolve("none"), Map.of());

        assertThat(config.leader()).isEmpty();
        assertThat(config.instance()).endsWith("/" + ProcessHandle.current().pid());
        assertThat(config.journal().store().describe()).isEqualTo("H2 file /var/lib/vpcmido/journal.mv.db");
        assertThat(config.journal().retention()).isEqualTo(Retention.DEFAULT);
        assertThat(config.midonet().requestTimeout()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    @DisplayName("says where MidoNet's ZooKeeper is, and refuses to elect a leader in the midst of MidoNet's own")
    void watchesMidonet() throws IOException {
        assertThat(ConfigReader.read(Optional.empty(), folder.resolve("none"), Map.of())
                        .nsdb())
                .isEmpty();
        Path given = file("nsdb: {zookeeper: 'zk1:2181,zk2:2181', root: /midonet/v1}");
        assertThat(ConfigReader.read(Optional.of(given), folder.resolve("none"), Map.of())
                        .nsdb())
                .contains(new NsdbConfig("zk1:2181,zk2:2181", "/midonet/v1", NsdbConfig.SESSION_TIMEOUT_DEFAULT));
        Path nowhere = file("nsdb: {zookeeper: 'http://zk1', root: midonet}");
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(nowhere), folder.resolve("none"), Map.of()))
                .hasMessageContaining("nsdb.zookeeper: 'http://zk1' is not of the form HOST:PORT,HOST:PORT")
                .hasMessageContaining("nsdb.root: 'midonet' does not begin with a slash");
        Path inside = file("{nsdb: {zookeeper: zk1, root: /cloud}, leader: {zookeeper: zk1, root: /cloud/vpcmido}}");
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(inside), folder.resolve("none"), Map.of()))
                .hasMessageContaining("leader.root: /cloud/vpcmido is MidoNet's own");
    }

    @Test
    @DisplayName("says how a leader is elected, and where the journal is, without telling a password")
    void electsAndJournals() throws IOException {
        Path file = file("""
                midonet: {request-timeout: 20s}
                leader:
                  zookeeper: zk1:2181,zk2:2181
                  instance: clc-a
                  session-timeout: 6s
                journal:
                  url: jdbc:postgresql://db/journal?password=visible
                  user: vpcmido
                  retention-age: 30d
                """);
        ControllerConfig config = ConfigReader.read(
                Optional.of(file), folder.resolve("none"), Map.of("VPCMIDO_JOURNAL_PASSWORD", "hidden"));

        LeaderConfig leader = config.leader().orElseThrow();
        assertThat(leader.zookeeper()).isEqualTo("zk1:2181,zk2:2181");
        assertThat(leader.self()).isEqualTo("clc-a");
        assertThat(leader.sessionTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(leader.requestTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.journal().retention().age()).isEqualTo(Duration.ofDays(30));
        assertThat(config.toString())
                .contains("PostgreSQL //db/journal as vpcmido")
                .doesNotContain("hidden", "visible");
    }

    @Test
    @DisplayName("refuses an election and a journal that cannot be, each with its key and what would be right")
    void refusesElectionAndJournal() throws IOException {
        Path file = file("""
                leader:
                  zookeeper: http://zk1
                  root: /midonet/vpcmido
                  session-timeout: 100ms
                journal:
                  url: mysql://secret
                  retention-age: 10m
                """);
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(file), folder.resolve("none"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leader.zookeeper: 'http://zk1' is not of the form HOST:PORT,HOST:PORT")
                .hasMessageContaining("leader.root")
                .hasMessageContaining("leader.session-timeout: '100ms' is outside 500ms to 5m")
                .hasMessageContaining("journal.url: *** is neither h2:/PATH nor jdbc:postgresql:")
                .hasMessageContaining("journal.retention-age: '10m' is outside 1h to 3650d")
                .message()
                .doesNotContain("secret");
        Path userOfFile = file("journal: {user: somebody}");
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(userOfFile), folder.resolve("none"), Map.of()))
                .hasMessageContaining("journal.user, journal.password: journal.url is a file");
    }

    @Test
    @DisplayName("is read from the file, and over it from the environment")
    void readsFileAndEnvironment() throws IOException {
        Path file = file("""
                midonet:
                  url: http://192.0.2.1:8181/midonet-api
                guard: {delete-share-max: 0.5}
                reconcile:
                  drift: report
                  observe-interval: 90s
                """);
        ControllerConfig config = ConfigReader.read(
                Optional.of(file), folder.resolve("none"), Map.of("VPCMIDO_GUARD_DELETE_SHARE_MAX", "0.1"));

        assertThat(config.midonet().url()).contains(URI.create("http://192.0.2.1:8181/midonet-api"));
        assertThat(config.guard().lossShareMax()).isEqualTo(0.1);
        assertThat(config.reconcile().drift()).isEqualTo(DriftPolicy.REPORT);
        assertThat(config.reconcile().observeInterval()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    @DisplayName("tells all problems together, each with its line, key and remedy")
    void tellsAllProblems() throws IOException {
        Path file = file("""
                midonet:
                  url: ftp://nowhere
                  writes-inflight: 4
                guard:
                  delete-share-max: 7
                cloud:
                  poll-interval: often
                """);
        assertThatThrownBy(() -> ConfigReader.read(
                        Optional.of(file),
                        folder.resolve("none"),
                        Map.of("VPCMIDO_HTTP_PORT", "99999", "VPCMIDO_HTTP_PROT", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 2: midonet.url: 'ftp://nowhere' is not of the form http(s)://")
                .hasMessageContaining("line 3: unknown key 'midonet.writes-inflight'; did you mean one of")
                .hasMessageContaining("midonet.writes-in-flight")
                .hasMessageContaining("line 5: guard.delete-share-max: '7' is outside 0 to 1")
                .hasMessageContaining("line 7: cloud.poll-interval: 'often' is not a duration")
                .hasMessageContaining(
                        "environment variable VPCMIDO_HTTP_PORT: http.port: '99999' is outside 0 to 65535")
                .hasMessageContaining("environment variable VPCMIDO_HTTP_PROT: belongs to no key")
                .extracting(
                        failure -> ((ConfigurationException) failure).problems().size())
                .isEqualTo(6);
    }

    @Test
    @DisplayName("is refused when it is not YAML, twice the same key, or not there at all")
    void refusesBrokenFiles() throws IOException {
        assertThatThrownBy(() -> read(file("midonet: [unclosed\nhttp: x"))).hasMessageContaining("not YAML");
        assertThatThrownBy(() -> read(file("http:\n  port: 1\n  port: 2\n"))).hasMessageContaining("line 3");
        assertThatThrownBy(() -> read(file("- 1\n"))).hasMessageContaining("not a mapping");
        assertThatThrownBy(() -> read(file("http: 5\n"))).hasMessageContaining("http: one value");
        assertThatThrownBy(() -> read(folder.resolve("absent.yml"))).hasMessageContaining("cannot be read");
    }

    @Test
    @DisplayName("is refused when its parts do not fit together")
    void refusesPartsThatDoNotFit() throws IOException {
        assertThatThrownBy(() -> read(file("midonet: {user: admin}\n"))).hasMessageContaining("give both or neither");
        assertThatThrownBy(() -> read(file("layout: {transit-cidr: 169.254.0.0/24}\n")))
                .hasMessageContaining("fewer than the 10240 ids");
    }

    @Test
    @DisplayName("never prints a secret")
    void keepsSecrets() throws IOException {
        ControllerConfig config = read(file("midonet: {user: admin, password: hush}\nhttp: {token: whisper}\n"));

        assertThat(config.http().token()).contains("whisper");
        assertThat(config.toString())
                .doesNotContain("hush")
                .doesNotContain("whisper")
                .contains("***");
    }

    @Test
    @DisplayName("where the file is absent, is what eucanetd's eucalyptus.conf says")
    void honoursEucanetdsFile() throws IOException {
        Path legacy = file("""
                # an operator's file
                EUCALYPTUS="/opt/euca"
                VNET_MODE="VPCMIDO"
                MIDO_API_URIBASE="http://192.0.2.9:8080/midonet-api"
                MIDO_MAX_RTID="512"   # few VPCs
                POLLING_FREQUENCY="5"
                DISABLE_L2_ISOLATION="Y"
                MIDO_ENABLE_MIDOMD=N
                CLOUD_OPTS="--db-home=/x"
                """);
        ControllerConfig config = ConfigReader.read(Optional.empty(), legacy, Map.of());

        assertThat(config.cloud().source()).isEqualTo("gni:/opt/euca/var/run/eucalyptus/global_network_info.xml");
        assertThat(config.cloud().runDirectory()).isEqualTo(Path.of("/opt/euca/var/run/eucalyptus"));
        assertThat(config.cloud().pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.midonet().url()).contains(URI.create("http://192.0.2.9:8080/midonet-api"));
        assertThat(config.layout().routerIdLimit()).isEqualTo(512);
        assertThat(config.layout().l2Isolation()).isFalse();
        assertThat(config.layout().metadataRouter()).isFalse();
    }

    @Test
    @DisplayName("names the line of eucalyptus.conf that cannot be used")
    void namesTheLineOfEucanetdsFile() throws IOException {
        Path legacy = file("EUCALYPTUS=/\nMIDO_MAX_RTID=99999\n");
        assertThatThrownBy(() -> ConfigReader.read(Optional.empty(), legacy, Map.of()))
                .hasMessageContaining("line 2 (MIDO_MAX_RTID): layout.router-id-limit: '99999' is outside 3 to 32750");
    }

    private ControllerConfig read(Path file) {
        return ConfigReader.read(Optional.of(file), folder.resolve("none"), Map.of());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "vpcmido", ".conf"), text);
    }
}
