// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.verify.CloudNames;
import org.vpcmido.controller.verify.Judges;
import org.vpcmido.controller.verify.PacketQuestion;
import org.vpcmido.controller.verify.Trace;
import org.vpcmido.controller.verify.TraceView;
import org.vpcmido.model.finding.Checked;

/** Follows one packet through the cloud and MidoNet as they were read last, in the JSON of {@code vpcmido trace}. */
final class PacketTracer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("from", "to", "source", "protocol", "port", "reply");

    private final LayoutSettings layout;
    private final Corrections corrections;

    PacketTracer(LayoutSettings layout, Corrections corrections) {
        this.layout = requireNonNull(layout, "layout");
        this.corrections = requireNonNull(corrections, "corrections");
    }

    /**
     * Traces.
     *
     * @throws IllegalArgumentException if the question makes no sense; the message names the field
     */
    JsonNode trace(PlanResult last, JsonObject question) {
        check(question);
        Adoption adoption = last.adoption();
        Checked cloud = last.cloud().checked();
        boolean reply = question.getValue("reply") instanceof Boolean wanted && wanted;
        Judges judges = Judges.ofOperation(cloud, adoption.topology(), layout, corrections);
        CloudNames names = new CloudNames(cloud.state(), adoption.topology(), adoption.identities());
        return MAPPER.valueToTree(judges.judge(packet(question).in(cloud.state())).stream()
                .filter(each -> reply || !each.isReply())
                .map(each -> TraceView.of(Trace.of(each, adoption.topology(), names)))
                .toList());
    }

    private static void check(JsonObject question) {
        question.fieldNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + ": is no field; there are "
                            + FIELDS.stream().sorted().toList());
                });
    }

    private static PacketQuestion packet(JsonObject question) {
        Object port = question.getValue("port", PacketQuestion.PORT_DEFAULT);
        if (!(port instanceof Integer number)) {
            throw new IllegalArgumentException("port: " + port + " is not a whole number");
        }
        return new PacketQuestion(
                text(question, "from").orElseThrow(() -> new IllegalArgumentException("from: is missing")),
                text(question, "to").orElseThrow(() -> new IllegalArgumentException("to: is missing")),
                text(question, "source"),
                text(question, "protocol").orElse(PacketQuestion.PROTOCOL_DEFAULT),
                number);
    }

    private static Optional<String> text(JsonObject question, String name) {
        Object value = question.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException(name + ": " + value + " is not a text");
        }
        return Optional.ofNullable((String) value);
    }
}
