// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Load and dump")
class LoadAndDumpTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minimal",
                "single-vpc",
                "small-bgp",
                "sg-forms",
                "sg-forms-complete",
                "multi-vpc",
                "multi-vpc-complete"
            })
    @DisplayName("give back what was read from a real server, value for value")
    void givesBackWhatWasLoaded(String name) {
        String text = real(name);
        Simulator simulator =
                Simulator.start(VERTX, SimulatorOptions.defaults()).await();
        simulator.load(text).await();
        JsonNode dump = simulator.dump().await();
        String there = simulator.url();
        simulator.close().await();

        Map<String, List<String>> expected = normal(tree(text), "http://127.0.0.1:8181/midonet-api");
        Map<String, List<String>> actual = normal(dump, there);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (member, resources) -> assertThat(actual.get(member)).as(member).containsExactlyElementsOf(resources));
    }

    @Test
    @DisplayName("take what curl posts, which says that it is a form")
    void takesForms() {
        Simulator simulator =
                Simulator.start(VERTX, SimulatorOptions.defaults()).await();
        HttpClient client = VERTX.createHttpClient();
        int status = client.request(HttpMethod.POST, simulator.port(), "127.0.0.1", "/simulator/load")
                .compose(request -> request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                        .send(Buffer.buffer(real("multi-vpc-complete"))))
                .map(HttpClientResponse::statusCode)
                .await();
        JsonNode dump = simulator.dump().await();
        client.close().await();
        simulator.close().await();

        assertThat(status).isEqualTo(204);
        assertThat(dump.path("routers")).isNotEmpty();
    }

    @Test
    @DisplayName("make equal dumps of equal states, whatever the order of the document")
    void ordersDumps() {
        JsonNode document = tree(real("single-vpc"));
        document.forEach(member -> {
            List<JsonNode> backwards = new ArrayList<>();
            member.forEach(each -> backwards.add(0, each));
            ((ArrayNode) member).removeAll().addAll(backwards);
        });
        Simulator one = Simulator.start(VERTX, SimulatorOptions.defaults()).await();
        one.load(real("single-vpc")).await();
        JsonNode first = one.dump().await();
        one.load(document).await();
        JsonNode second = one.dump().await();
        one.close().await();
        for (String member : List.of("routers", "ports", "rules", "chains", "dhcp_hosts", "mac_table", "hosts")) {
            assertThat(second.get(member)).as(member).isEqualTo(first.get(member));
        }
    }

    @Test
    @DisplayName("write the discriminators of rules, bridge ports and group addresses twice, unless told not to")
    void writesDiscriminatorsTwice() {
        String twice = dumpText(true);
        String once = dumpText(false);
        assertThat(strictlyReadable(twice)).isFalse();
        assertThat(strictlyReadable(once)).isTrue();
        assertThat(tree(twice).path("rules")).isEqualTo(tree(once).path("rules"));
    }

    private static String dumpText(boolean duplicateKeys) {
        Simulator simulator = Simulator.start(VERTX, SimulatorOptions.defaults().withDuplicateKeys(duplicateKeys))
                .await();
        simulator.load(real("minimal")).await();
        HttpClient client = VERTX.createHttpClient(); // Held, since it ends when it is collected as garbage.
        Buffer text = client.request(HttpMethod.GET, simulator.port(), "127.0.0.1", "/simulator/dump")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .await();
        client.close().await();
        simulator.close().await();
        return text.toString().replaceAll("127\\.0\\.0\\.1:\\d+", "SERVER");
    }

    private static boolean strictlyReadable(String text) {
        try (JsonParser parser = new ObjectMapper()
                .getFactory()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .createParser(text)) {
            new ObjectMapper().readTree(parser);
            return true;
        } catch (IOException duplicate) {
            return false;
        }
    }

    /** Each resource as text with its properties in order of name, and the lists in order. */
    private static Map<String, List<String>> normal(JsonNode topology, String base) {
        Map<String, List<String>> members = new TreeMap<>();
        topology.properties().forEach(member -> {
            TreeSet<String> resources = new TreeSet<>();
            member.getValue()
                    .forEach(each -> resources.add(sorted(each).toString().replace(base, "BASE")));
            members.put(member.getKey(), List.copyOf(resources));
        });
        return members;
    }

    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        var sorted = MAPPER.createObjectNode();
        Iterator<String> names =
                new TreeSet<>(node.properties().stream().map(Map.Entry::getKey).toList()).iterator();
        names.forEachRemaining(name -> sorted.set(name, Objects.requireNonNull(node.get(name))));
        return sorted;
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException("test data", broken);
        }
    }

    static String real(String name) {
        String path = "/midonet-real/" + name + ".json.gz";
        try (InputStream zipped = Objects.requireNonNull(LoadAndDumpTest.class.getResourceAsStream(path), path);
                InputStream text = new GZIPInputStream(zipped)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }
}
