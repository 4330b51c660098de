// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.apply.WriteListener;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.Guard;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.simulator.FaultPlan;
import org.vpcmido.midonet.simulator.Personality;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.vpc.VpcState;

/** A MidoNet on loopback, and the whole pipeline before it: documents go in, HTTP requests come out. */
public final class SimulatedMidonet implements AutoCloseable {
    private static final int SECONDS_MAX = 120;

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final Optional<RecordingRelay.At> relay;
    private final MidonetClient midonet;
    private ReconcileSettings settings = ReconcileSettings.defaults();

    public SimulatedMidonet() {
        this(Personality.V5_4);
    }

    public SimulatedMidonet(Personality personality) {
        this(personality, false, config -> config);
    }

    private SimulatedMidonet(Personality personality, boolean recorded, UnaryOperator<MidonetConfig> configured) {
        simulator = get(Simulator.start(vertx, SimulatorOptions.defaults().withPersonality(personality)));
        relay = recorded ? Optional.of(get(RecordingRelay.before(vertx, simulator.url()))) : Optional.empty();
        MidonetConfig config =
                MidonetConfig.at(relay.map(RecordingRelay.At::url).orElseGet(simulator::url));
        midonet = get(MidonetClient.connect(vertx, configured.apply(config)));
    }

    /** One that is asked in another way than usual. */
    static SimulatedMidonet askedAs(UnaryOperator<MidonetConfig> configured) {
        return new SimulatedMidonet(Personality.V5_4, false, configured);
    }

    /** One whose {@link #written writes} are remembered. */
    static SimulatedMidonet recording(Personality personality) {
        return new SimulatedMidonet(personality, true, config -> config);
    }

    /** What goes wrong. */
    FaultPlan faults() {
        return simulator.faults();
    }

    /** What has been written. */
    List<RecordingRelay.Written> written() {
        return relay.orElseThrow().relay().written();
    }

    /** Plans from now on with these corrections. */
    SimulatedMidonet correcting(Corrections corrections) {
        settings = settings.withCorrections(corrections);
        return this;
    }

    /** Deletes from now on as much as a plan says. */
    SimulatedMidonet unguarded() {
        settings = settings.withGuard(Guard.DEFAULT.withLossShareMax(1));
        return this;
    }

    /** Replaces all that it has. */
    SimulatedMidonet holding(JsonNode topology) {
        get(simulator.load(topology));
        return this;
    }

    /** Replaces all that it has by the machines that some documents name, and nothing else. */
    SimulatedMidonet withMachinesOf(String... documents) {
        return holding(machines(Stream.of(documents).map(SimulatedMidonet::state)));
    }

    /** Replaces all that it has by the machines that a cloud names, and nothing else. */
    public SimulatedMidonet withMachinesOf(VpcState cloud) {
        return holding(machines(Stream.of(cloud)));
    }

    PlanResult plan(String document) {
        return get(reconciler(document, settings).plan());
    }

    public PlanResult plan(Checked cloud) {
        return get(reconciler(snapshot(cloud), settings, Leadership.ALWAYS).plan());
    }

    public ApplyResult apply(Checked cloud) {
        return apply(cloud, Leadership.ALWAYS);
    }

    ApplyResult apply(Checked cloud, Leadership leadership) {
        return get(reconciler(snapshot(cloud), settings, leadership).apply());
    }

    ApplyReport write(PlanResult plan, Function<Change, Optional<String>> withheld) {
        return get(reconciler(plan.cloud(), settings, Leadership.ALWAYS).write(plan, withheld, WriteListener.NONE));
    }

    ApplyResult apply(String document) {
        return get(reconciler(document, settings).apply());
    }

    /** As an operator who has confirmed that so much shall go. */
    ApplyResult applyUnguarded(String document) {
        return get(reconciler(document, settings.withGuard(Guard.DEFAULT.withLossShareMax(1)))
                .apply());
    }

    /** All that is there, as a client reads it. */
    Topology observed() {
        return get(midonet.observe()).topology();
    }

    /** Takes one object away behind everybody's back. */
    public void delete(Resource resource, Identities identities) {
        get(midonet.writer(identities).delete(resource));
    }

    /** All that is there, as it would be loaded. */
    public ObjectNode dump() {
        return get(simulator.dump());
    }

    @Override
    public void close() {
        get(midonet.close());
        get(simulator.close());
        get(vertx.close());
    }

    private Reconciler reconciler(String document, ReconcileSettings chosen) {
        return reconciler(GniDocuments.read(document), chosen, Leadership.ALWAYS);
    }

    private Reconciler reconciler(CloudSnapshot snapshot, ReconcileSettings chosen, Leadership leadership) {
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
        return new Reconciler(vertx, source, midonet, chosen, leadership, System::nanoTime);
    }

    private static CloudSnapshot snapshot(Checked cloud) {
        return new CloudSnapshot(Optional.of("1"), Optional.empty(), "0", cloud, Optional.empty());
    }

    static VpcState state(String document) {
        return GniDocuments.read(document).checked().state();
    }

    private static ObjectNode machines(Stream<VpcState> clouds) {
        Set<String> names = new TreeSet<>();
        clouds.forEach(cloud -> {
            names.addAll(cloud.hosts().keySet());
            names.add(cloud.configuration().controllerAddress().toString());
            cloud.configuration().gateways().forEach(gateway -> names.add(gateway.host()));
        });
        ObjectNode dump = JsonNodeFactory.instance.objectNode();
        String zone = id("zone");
        dump.putArray("tunnel_zones")
                .addObject()
                .put("id", zone)
                .put("name", "mido-tz")
                .put("type", "gre");
        ArrayNode members = dump.putArray("tunnel_zone_hosts");
        ArrayNode hosts = dump.putArray("hosts");
        for (String name : names) {
            ObjectNode host =
                    hosts.addObject().put("id", id(name)).put("name", name).put("alive", true);
            host.putArray("addresses").add(name.matches("[0-9.]+") ? name : "192.0.2." + hosts.size());
            members.addObject()
                    .put("tunnelZoneId", zone)
                    .put("hostId", id(name))
                    .put("ipAddress", host.path("addresses").path(0).asText());
        }
        return dump;
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
