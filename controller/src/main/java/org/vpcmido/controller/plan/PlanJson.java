// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.finding.Finding;

/** A plan as JSON, in the form that users rely on: cloud, summary, changes, findings, guard. */
public final class PlanJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlanJson() {}

    /**
     * The cloud that a plan is for.
     *
     * @param version the document's own version, if it has one
     * @param vpcs how many VPCs it asks for
     * @param interfaces how many network interfaces it asks for
     */
    public record Cloud(Optional<String> version, int vpcs, int interfaces) {}

    /**
     * Writes a plan.
     *
     * @param ids which id stands behind which key
     * @param outcomes what became of each change; empty if the plan was not applied
     */
    public static ObjectNode write(
            Cloud cloud,
            ChangePlan plan,
            Identities ids,
            List<Finding> findings,
            Guard.Ruling ruling,
            Function<Change, Optional<String>> outcomes) {
        ObjectNode json = NODES.objectNode();
        json.putObject("cloud")
                .put("version", cloud.version().orElse(null))
                .put("vpcs", cloud.vpcs())
                .put("interfaces", cloud.interfaces());
        json.set("summary", write(plan.summary()));
        ArrayNode changes = json.putArray("changes");
        for (int wave = 1; wave <= plan.waves().size(); wave++) {
            for (Change change : plan.waves().get(wave - 1)) {
                ObjectNode each = write(change, wave, ids);
                outcomes.apply(change).ifPresent(outcome -> each.put("outcome", outcome));
                changes.add(each);
            }
        }
        json.set("findings", write(findings));
        ObjectNode guard =
                json.putObject("guard").put("verdict", ruling.verdict().jsonName());
        if (ruling.holds()) {
            guard.put("reason", ruling.reason());
        }
        return json;
    }

    /** What is wrong. */
    public static ArrayNode write(List<Finding> findings) {
        ArrayNode found = NODES.arrayNode();
        findings.forEach(finding -> found.add(write(finding)));
        return found;
    }

    /** The counts of changes, by action. */
    public static ObjectNode write(ChangePlan.Summary summary) {
        return NODES.objectNode()
                .put("create", summary.create())
                .put("update", summary.update())
                .put("delete", summary.delete())
                .put("unchanged", summary.unchanged());
    }

    /** One change; its id is null where MidoNet gives none. */
    private static ObjectNode write(Change change, int wave, Identities ids) {
        Resource subject = change.subject();
        ObjectNode json = NODES.objectNode()
                .put("wave", wave)
                .put("action", change.action().jsonName())
                .put("kind", subject.kind().jsonName())
                .put("id", subject.kind().hasId() ? ids.id(subject.key()).toString() : null)
                .put("key", subject.key().path())
                .put("because", change.because());
        json.set("before", fields(change.before()));
        json.set("after", fields(change.after()));
        return json;
    }

    private static JsonNode fields(Optional<Resource> resource) {
        return resource.<JsonNode>map(each -> MAPPER.valueToTree(Fields.of(each)))
                .orElseGet(NODES::nullNode);
    }

    private static ObjectNode write(Finding finding) {
        ObjectNode json = NODES.objectNode()
                .put("severity", finding.severity().jsonName())
                .put("subject", finding.subject())
                .put("code", finding.code())
                .put("message", finding.message())
                .put("effect", finding.effect());
        finding.position().ifPresent(place -> json.put("line", place.line()).put("column", place.column()));
        return json;
    }
}
