// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.vpcmido.midonet.client.Observation;
import org.vpcmido.midonet.client.TopologyJson;

/**
 * What eucanetd built for a cloud document on an empty MidoNet.
 *
 * @param name of the file
 * @param document the cloud document, below {@code /gni}
 * @param json its topology in the form of the golden files: names for ids, no defaults
 */
public record GoldenTopology(String name, String document, JsonNode json) {
    /** Those that eucanetd completed; ports from 0 among them, as its MidoNet took them. */
    public static final List<String> COMPLETE = List.of(
            "change-eip-move-3-after",
            "change-instance-start-after",
            "change-migration-after",
            "change-nacl-after",
            "change-routes-after",
            "change-sg-rules-after",
            "minimal",
            "multi-vpc",
            "multi-vpc-complete",
            "nacl-forms",
            "poc-proxyarp",
            "poc-static",
            "sg-forms",
            "sg-forms-complete",
            "single-vpc",
            "small-bgp",
            "version-5-empty-after-restart");

    /** Where eucanetd stopped half-way, as MidoNet 5.8 refuses port 0. */
    public static final List<String> HALF_BUILT = List.of("multi-vpc-api58", "sg-forms-api58");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads one of {@link #COMPLETE} or {@link #HALF_BUILT}. */
    public static GoldenTopology of(String name) {
        String resource = "/eucanetd-golden/" + name + ".json.gz";
        try (InputStream file = Objects.requireNonNull(GoldenTopology.class.getResourceAsStream(resource), resource);
                InputStream text = new GZIPInputStream(file)) {
            return new GoldenTopology(
                    name, document(name), MAPPER.readTree(text).path("topology"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String document(String name) {
        return name.replaceFirst("^(change|version)-", "$1/").replaceFirst("-api58$", "") + ".xml";
    }

    /** Whether it has ports from 0, which only an old MidoNet takes, as that one was. */
    public boolean namesZero() {
        return json.path("chains").findValues("rules").stream()
                .flatMap(rules -> Stream.concat(rules.findValues("tpSrc").stream(), rules.findValues("tpDst").stream()))
                .anyMatch(range -> range.path("start").asInt() == 0);
    }

    /** The topology in the form of the product contract, section 5, for the simulator or a reader. */
    public JsonNode toDump() {
        return new GoldenDump(json).write();
    }

    /** The topology as if it had been read from MidoNet. */
    public Observation observation() {
        return TopologyJson.read(toDump());
    }
}
