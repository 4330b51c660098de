// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.lab.GniDocument;
import org.vpcmido.controller.lab.LabMidonet;
import org.vpcmido.midonet.client.TopologyJson;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.simulator.RequestCounts;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.vpc.VpcState;

/** A simulated MidoNet of its own, and documents as files. */
final class Scene implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final LabMidonet midonet;
    private int documents;

    private Scene(Path folder, String personality) {
        this.folder = folder;
        this.midonet = get(LabMidonet.start(
                vertx, LabMidonet.options(0, personality, Duration.ZERO, Duration.ZERO, Optional.empty())));
    }

    static Scene empty(Path folder) {
        return new Scene(folder, "5.4");
    }

    /** With the machines of a fixture. */
    static Scene of(Path folder, String document) {
        return of(folder, document, "5.4");
    }

    static Scene of(Path folder, String document, String personality) {
        Scene scene = new Scene(folder, personality);
        get(scene.midonet.addHostsOf(GniDocuments.read(document).checked().state()));
        return scene;
    }

    /** With the machines of a cloud. */
    static Scene of(Path folder, VpcState cloud) {
        Scene scene = new Scene(folder, "5.4");
        get(scene.midonet.addHostsOf(cloud));
        return scene;
    }

    /** A cloud as the document that a cloud controller would publish. */
    Path document(VpcState cloud) throws IOException {
        byte[] content = GniDocument.of(cloud, "00000001").getBytes(StandardCharsets.UTF_8);
        return file("cloud-" + documents++ + ".xml", content);
    }

    /** Changes MidoNet behind everybody's back. */
    void damage(Consumer<ObjectNode> damage) {
        ObjectNode state = dump().deepCopy();
        damage.accept(state);
        assertThat(state).as("the damage").isNotEqualTo(dump());
        get(midonet.load(state.toString()));
    }

    LabMidonet midonet() {
        return midonet;
    }

    Called plan(String document, String... more) throws IOException {
        return call("plan", file(document), more);
    }

    Called plan(Path document, String... more) {
        return call("plan", document, more);
    }

    Called apply(String document, String... more) throws IOException {
        return call("apply", file(document), more);
    }

    Called apply(Path document, String... more) {
        return call("apply", document, more);
    }

    Called call(String command, Path document, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--cloud", "gni:" + document, "--midonet", midonet.url()));
        arguments.addAll(List.of(more));
        return Called.vpcmido(arguments);
    }

    /** A fixture as a file. */
    Path file(String document) throws IOException {
        return file(document, GniDocuments.bytes(document));
    }

    Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name.replace('/', '-')), content);
    }

    JsonNode dump() {
        return get(midonet.simulator().dump());
    }

    /**
     * What of ours MidoNet has, by logical names, as if just read for the cloud of a fixture. Which number an interface
     * has for the metadata service is left out: it depends on who came first.
     */
    List<String> state(String document) {
        Topology observed = TopologyJson.read(dump()).topology();
        Adoption adoption = Adopter.adopt(observed, GniDocuments.read(document).checked(), LayoutSettings.defaults());
        assertThat(adoption.findings()).isEmpty();
        return adoption.topology().resources().stream()
                .filter(resource -> !resource.key().isObserved())
                .map(resource ->
                        resource.key() + " " + (resource instanceof Rule rule ? rule.content() : resource.toString()))
                .map(line -> line.replaceAll("\\b255\\.0\\.\\d+\\.\\d+", "IDENTITY"))
                .sorted()
                .toList();
    }

    RequestCounts requests() {
        return get(midonet.simulator().requestCounts());
    }

    void resetRequests() {
        get(midonet.simulator().resetRequestCounts());
    }

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        get(midonet.close());
        get(vertx.close());
    }
}
