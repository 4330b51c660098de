// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Topologies that a real MidoNet 5.8 served after eucanetd had built them; see the README beside them. */
public final class RealTopologies {
    /** The name of each. */
    public static final List<String> NAMES = List.of(
            "minimal", "single-vpc", "small-bgp", "sg-forms", "sg-forms-complete", "multi-vpc", "multi-vpc-complete");

    private RealTopologies() {}

    /** The dump, byte for byte as it was served. */
    public static String text(String name) {
        String resource = "/midonet-real/" + name + ".json.gz";
        try (InputStream file = Objects.requireNonNull(RealTopologies.class.getResourceAsStream(resource), resource);
                InputStream text = new GZIPInputStream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(text(name));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static Observation observation(String name) {
        return TopologyJson.read(text(name));
    }
}
