// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.vpcmido.cloud.gni.GniReader;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.controller.apply.PlanApplier;
import org.vpcmido.controller.apply.TopologyWriter;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.controller.lab.LabMidonet;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.controller.reconcile.Reconciler;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.RequestCounts;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.simulator.FaultPlan;
import org.vpcmido.midonet.simulator.HostDescription;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.vpc.VpcState;

/** A MidoNet behind HTTP, and the product before it: clouds go in as documents, topologies come out as they are read. */
final class LiveMidonet implements AutoCloseable {
    private static final int SECONDS_MAX = 120;

    private final Vertx vertx = Vertx.vertx();
    private final LabMidonet lab;
    private MidonetClient client;
    private int documents;

    LiveMidonet() {
        lab = get(LabMidonet.start(vertx, SimulatorOptions.defaults()));
        client = get(MidonetClient.connect(vertx, MidonetConfig.at(lab.url())));
    }

    Simulator simulator() {
        return lab.simulator();
    }

    /** Adds the machines that a cloud names. */
    void addMachinesOf(VpcState cloud) {
        get(lab.addHostsOf(cloud));
    }

    /** All that it has, to be {@link #load loaded} again. */
    ObjectNode dump() {
        return get(simulator().dump());
    }

    /** Replaces all that it has. */
    void load(ObjectNode dump) {
        get(simulator().load(dump));
        for (JsonNode host : dump.path("hosts")) {
            raise(host.path("name").asText(), UUID.fromString(host.path("id").asText()));
        }
    }

    /** Brings up an agent that plugs whatever is bound on its host. */
    private void raise(String name, UUID id) {
        get(simulator().addHost(new HostDescription(id, name, List.of(name), List.of(), true)));
    }

    /** What goes wrong there. */
    FaultPlan faults() {
        return simulator().faults();
    }

    /** Somebody deletes a resource. */
    void delete(Identities identities, Resource resource) {
        get(client.writer(identities).delete(resource));
    }

    /** The agent of a host ends. */
    void kill(String host) {
        get(simulator().killHost(id(host)));
    }

    /** The agent of a host is back. */
    void raise(String host) {
        raise(host, id(host));
    }

    /** A host has these devices, and no others. */
    void lists(String host, String... devices) {
        get(simulator().addHost(new HostDescription(id(host), host, List.of(host), List.of(devices), false)));
    }

    void leavesTunnelZone(String host) {
        ObjectNode all = dump();
        String id = id(host).toString();
        ArrayNode members = all.withArray("tunnel_zone_hosts");
        for (int i = members.size() - 1; i >= 0; i--) {
            if (members.get(i).path("hostId").asText().equals(id)) {
                members.remove(i);
            }
        }
        load(all);
    }

    void joinsTunnelZone(String host) {
        ObjectNode all = dump();
        all.withArray("tunnel_zone_hosts")
                .addObject()
                .put("tunnelZoneId", all.at("/tunnel_zones/0/id").asText())
                .put("hostId", id(host).toString())
                .put("ipAddress", host);
        load(all);
    }

    private UUID id(String host) {
        for (JsonNode each : dump().path("hosts")) {
            if (each.path("name").asText().equals(host)) {
                return UUID.fromString(each.path("id").asText());
            }
        }
        throw new IllegalArgumentException("no host " + host);
    }

    /** The document of a cloud. */
    String document(VpcState cloud) {
        return GniDocument.of(cloud, Integer.toHexString(documents));
    }

    /** Publishes the cloud's document and makes MidoNet follow it. */
    ApplyResult follow(VpcState cloud, UnaryOperator<String> editor, ReconcileSettings settings) {
        return get(reconciler(read(cloud, editor), settings, Leadership.ALWAYS).apply());
    }

    /** As {@link #follow}, until so many writes have begun. */
    ApplyResult followFor(int writes, VpcState cloud, UnaryOperator<String> editor, ReconcileSettings settings) {
        long before = sent();
        Leadership leadership = () -> sent() - before < writes;
        return get(reconciler(read(cloud, editor), settings, leadership).apply());
    }

    private long sent() {
        RequestCounts requests = client.requests();
        return requests.total() - requests.byMethod().getOrDefault("GET", 0L);
    }

    /** What following the cloud would do. */
    PlanResult plan(VpcState cloud, UnaryOperator<String> editor, ReconcileSettings settings) {
        return get(reconciler(read(cloud, editor), settings, Leadership.ALWAYS).plan());
    }

    /** As {@link #follow}, one write at a time; MidoNet is read after each of them. */
    void followStepwise(
            VpcState cloud, UnaryOperator<String> editor, ReconcileSettings settings, Consumer<Adoption> afterEach) {
        CloudSnapshot snapshot = read(cloud, editor);
        PlanResult plan = get(reconciler(snapshot, settings, Leadership.ALWAYS).plan());
        List<Adoption> states = new ArrayList<>();
        Supplier<Future<Void>> look = () -> client.observe()
                .onSuccess(seen -> states.add(Adopter.adopt(seen.topology(), snapshot.checked(), settings.layout())))
                .mapEmpty();
        TopologyWriter writer = new WatchedWriter(
                TopologyWriter.to(client.writer(plan.adoption().identities())), look);
        PlanApplier applier = new PlanApplier(writer, Leadership.ALWAYS, 1);
        Promise<ApplyReport> done = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(start -> applier.apply(plan.plan()).onComplete(done));
        assertThat(get(done.future()).isComplete()).as("every write succeeded").isTrue();
        states.forEach(afterEach);
    }

    /** Connects anew, as a product that was restarted. */
    void restart() {
        get(client.close());
        client = get(MidonetClient.connect(vertx, MidonetConfig.at(lab.url())));
    }

    private Reconciler reconciler(CloudSnapshot snapshot, ReconcileSettings settings, Leadership leadership) {
        return new Reconciler(vertx, sourceOf(snapshot), client, settings, leadership, System::nanoTime);
    }

    private CloudSnapshot read(VpcState cloud, UnaryOperator<String> editor) {
        documents++;
        byte[] document = editor.apply(document(cloud)).getBytes(StandardCharsets.UTF_8);
        return new GniReader().read(document, "document " + documents);
    }

    private static CloudSource sourceOf(CloudSnapshot snapshot) {
        return new CloudSource() {
            @Override
            public Future<CloudSnapshot> read() {
                return Future.succeededFuture(snapshot);
            }

            @Override
            public String describe() {
                return "a scenario";
            }
        };
    }

    @Override
    public void close() {
        get(client.close());
        get(lab.close());
        get(vertx.close());
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
