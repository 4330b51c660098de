// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

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
import java.util.Map;
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
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A cloud that was applied over HTTP and read back")
class VerifiedOverHttpTest {
    private static final List<String> MACHINES =
            List.of("192.0.2.10", "192.0.2.11", "192.0.2.12", "192.0.2.21", "192.0.2.22", "192.0.2.23");
    private static final Checked CLOUD =
            ConsistencyCheck.check(ReferenceCloud.given().state());

    private Vertx vertx;
    private Simulator simulator;
    private MidonetClient midonet;
    private Reconciler reconciler;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        simulator = get(Simulator.start(vertx, SimulatorOptions.defaults().withPort(0)));
        get(simulator.load(hosts()));
        midonet = get(MidonetClient.connect(vertx, MidonetConfig.at(simulator.url())));
        reconciler = new Reconciler(
                vertx, source(), midonet, ReconcileSettings.defaults(), Leadership.ALWAYS, System::nanoTime);
        assertThat(get(reconciler.apply()).hasConverged()).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        get(midonet.close());
        get(simulator.close());
        get(vertx.close());
    }

    @Test
    @DisplayName("does to every packet what the rules of its VPCs say")
    void agrees() throws Exception {
        Built built = observed();
        VerifyReport report = built.verify(3_000, 7);
        assertThat(report.disagreements()).as(built.shown(report)).isZero();
        assertThat(report.delivered()).isGreaterThan(300);
    }

    @Test
    @DisplayName("and lost a rule behind everybody's back, is found, with the cloud id and MidoNet's ids")
    void findsDamage() throws Exception {
        Built whole = observed();
        Rule lost =
                whole.topology().rules(Keys.groupIngressChain(Ids.group("db"))).get(0);
        get(midonet.writer(whole.identities()).delete(lost));

        Built broken = observed();
        VerifyReport report = broken.verify(3_000, 7);
        assertThat(report.isAgreement()).isFalse();
        UUID port = broken.identities().id(Keys.interfacePort(Ids.instance("a3")));
        assertThat(broken.shown(report))
                .contains("the rules deliver it, and MidoNet does not")
                .contains("of " + Ids.networkInterface("a3") + ", MidoNet ")
                .contains(port.toString());
    }

    @Test
    @DisplayName("is explained from a cloud id to MidoNet's objects, and back")
    void explains() throws Exception {
        PlanResult plan = get(reconciler.plan());
        Built built = built(plan);
        CloudNames names = new CloudNames(CLOUD.state(), built.topology(), built.identities());
        Explanation explanation = new Explanation(built.topology(), built.identities(), names, plan.desired());

        String instance = Ids.instance("a3").value();
        String networkInterface = Ids.networkInterface("a3").value();
        List<Map<String, Object>> rows = explanation.explain(networkInterface);
        assertThat(rows).isEqualTo(explanation.explain(instance)).isNotEmpty();
        Map<String, Object> chain = rows.stream()
                .filter(row -> row.containsValue("ic_" + instance + "_prechain"))
                .findFirst()
                .orElseThrow();
        assertThat(explanation.explain(String.valueOf(chain.get("id")))).containsExactly(chain);
        assertThat(chain).containsEntry("serves", networkInterface);
        assertThat(explanation.explain("vpc-nobody")).isEmpty();
    }

    private Built observed() throws Exception {
        return built(get(reconciler.plan()));
    }

    private static Built built(PlanResult plan) {
        return new Built(CLOUD, plan.adoption().topology(), plan.adoption().identities(), Corrections.all());
    }

    private static CloudSource source() {
        CloudSnapshot snapshot = new CloudSnapshot(Optional.of("1"), Optional.empty(), "0", CLOUD, Instant.EPOCH);
        return new CloudSource() {
            @Override
            public Future<CloudSnapshot> read() {
                return Future.succeededFuture(snapshot);
            }

            @Override
            public String describe() {
                return "a test";
            }
        };
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
