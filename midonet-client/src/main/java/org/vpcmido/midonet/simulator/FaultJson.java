// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Faults as JSON; the form is in DESIGN.md. */
final class FaultJson {
    private FaultJson() {}

    static Fault read(ObjectNode json) {
        try {
            Pattern path = Pattern.compile(json.path("path").asText(".*"));
            return new Fault(json.path("method").asText("*"), path, trigger(json), effect(json));
        } catch (PatternSyntaxException unreadable) {
            throw Refusal.of(400, "fault path: " + unreadable.getMessage());
        } catch (IllegalArgumentException impossible) {
            throw Refusal.of(400, String.valueOf(impossible.getMessage()));
        }
    }

    private static Fault.Trigger trigger(ObjectNode json) {
        if (json.has("nth")) {
            return new Fault.Trigger.Nth(json.path("nth").longValue());
        }
        if (json.has("every")) {
            return new Fault.Trigger.Every(json.path("every").longValue());
        }
        if (json.has("from")) {
            return new Fault.Trigger.From(json.path("from").longValue());
        }
        if (json.has("above")) {
            return new Fault.Trigger.Above(json.path("above").intValue());
        }
        if (json.has("probability")) {
            return new Fault.Trigger.WithProbability(
                    json.path("probability").doubleValue(), json.path("seed").longValue());
        }
        return new Fault.Trigger.Always();
    }

    private static FaultEffect effect(ObjectNode json) {
        String effect = json.path("effect").asText();
        return switch (effect) {
            case "status" ->
                new FaultEffect.Status(
                        json.path("status").asInt(500),
                        json.path("html").asBoolean(false),
                        json.path("message").asText("Injected fault"),
                        json.path("retryAfter").asText(""));
            case "unavailable" ->
                FaultEffect.Status.unavailable(json.path("retryAfter").asText("3"));
            case "lost-race" -> FaultEffect.Status.lostRace();
            case "drop-before" -> new FaultEffect.Drop(false);
            case "drop-after" -> new FaultEffect.Drop(true);
            case "delay" ->
                new FaultEffect.Delay(Duration.ofMillis(json.path("millis").asLong()));
            case "silence" -> new FaultEffect.Silence();
            case "truncate" -> new FaultEffect.Truncate();
            default ->
                throw new IllegalArgumentException("fault effect '" + effect
                        + "' is not one of status, unavailable, lost-race, drop-before, drop-after, delay, silence,"
                        + " truncate");
        };
    }

    static JsonNode write(FaultPlan plan) {
        var list = Json.MAPPER.createArrayNode();
        plan.faults()
                .forEach(fault -> list.addObject()
                        .put("method", fault.method())
                        .put("path", fault.path().pattern())
                        .put("trigger", fault.trigger().toString())
                        .put("effect", fault.effect().toString()));
        return list;
    }
}
