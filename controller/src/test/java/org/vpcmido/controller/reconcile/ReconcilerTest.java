// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A reconciliation over HTTP")
class ReconcilerTest {
    private static final List<String> MACHINES =
            List.of("192.0.2.11", "192.0.2.12", "192.0.2.21", "192.0.2.22", "192.0.2.23");

    private Vertx vertx;
    private Simulator simulator;
    private MidonetClient midonet;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        simulator = get(Simulator.start(vertx, SimulatorOptions.defaults().withPort(0)));
        get(simulator.load(hosts()));
        midonet = get(MidonetClient.connect(vertx, MidonetConfig.at(simulator.url())));
    }

    @AfterEach
    void stop() throws Exception {
        get(midonet.close());
        get(simulator.close());
        get(vertx.close());
    }

    @Test
    @DisplayName("builds a cloud from nothing, and finds nothing to do afterwards")
    void buildsFromNothing() throws Exception {
        ApplyResult result = apply(ReferenceCloud.given(), Leadership.ALWAYS);

        assertThat(result.written()
                        .orElseThrow()
                        .outcomes()
                        .filter(each -> !each.reason().isEmpty()))
                .isEmpty();
        assertThat(result.hasConverged()).isTrue();
        assertThat(result.requests().writes().total())
                .isEqualTo(result.first().plan().changes().count());

        ApplyResult again = apply(ReferenceCloud.given(), Leadership.ALWAYS);
        assertThat(again.requests().writes().total()).isZero();
    }

    @Test
    @DisplayName("follows the cloud: an elastic IP moves, a rule changes, an instance goes, and all comes back")
    void followsTheCloud() throws Exception {
        apply(ReferenceCloud.given(), Leadership.ALWAYS);
        for (GivenCloud next : List.of(
                ReferenceCloud.given().elasticIp("a2", "203.0.113.10"),
                ReferenceCloud.given().elasticIp("b2", "203.0.113.10"),
                ReferenceCloud.given().revokeIn("web"),
                ReferenceCloud.given().remove("a1"),
                ReferenceCloud.given())) {
            ApplyResult result = apply(next, Leadership.ALWAYS);
            assertThat(result.first().ruling().reason()).isEmpty();
            assertThat(result.first().plan().isEmpty()).isFalse();
            assertThat(result.written().orElseThrow().isComplete()).isTrue();
            assertThat(result.hasConverged()).isTrue();
        }
    }

    @Test
    @DisplayName("is held by the guard when the cloud went empty")
    void guardsAgainstEmptiness() throws Exception {
        apply(ReferenceCloud.given(), Leadership.ALWAYS);
        ApplyResult result = apply(ReferenceCloud.empty(), Leadership.ALWAYS);

        assertThat(result.written()).isEmpty();
        assertThat(result.first().ruling().reason()).contains("no VPC");
        assertThat(ResultJson.write(result).at("/guard/verdict").asText()).isEqualTo("hold");
    }

    @Test
    @DisplayName("writes nothing without leadership, and says so for each change")
    void writesNothingWithoutLeadership() throws Exception {
        ApplyResult result = apply(ReferenceCloud.given(), () -> false);

        assertThat(result.requests().writes().total()).isZero();
        assertThat(result.hasConverged()).isFalse();
        for (JsonNode change : ResultJson.write(result).path("changes")) {
            assertThat(change.path("outcome").asText()).isEqualTo("dropped");
        }
    }

    private ApplyResult apply(GivenCloud cloud, Leadership leadership) throws Exception {
        CloudSnapshot snapshot = new CloudSnapshot(
                Optional.of("1"), Optional.empty(), "0", ConsistencyCheck.check(cloud.state()), Instant.EPOCH);
        CloudSource source = new CloudSource() {
            @Override
            public Future<CloudSnapshot> read() {
                return Future.succeededFuture(snapshot);
            }

            @Override
            public String describe() {
                return "a test";
            }
        };
        ReconcileSettings settings = ReconcileSettings.defaults();
        return get(new Reconciler(vertx, source, midonet, settings, leadership, System::nanoTime).apply());
    }

    private static JsonNode hosts() {
        ObjectNode dump = JsonNodeFactory.instance.objectNode();
        String zone = id("zone");
        dump.putArray("tunnel_zones")
                .addObject()
                .put("id", zone)
                .put("name", "mido-tz")
                .put("type", "gre");
        ArrayNode members = dump.putArray("tunnel_zone_hosts");
        ArrayNode hosts = dump.putArray("hosts");
        for (String machine : MACHINES) {
            hosts.addObject()
                    .put("id", id(machine))
                    .put("name", machine)
                    .put("alive", true)
                    .putArray("addresses")
                    .add(machine);
            members.addObject()
                    .put("tunnelZoneId", zone)
                    .put("hostId", id(machine))
                    .put("ipAddress", machine);
        }
        return dump;
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
