// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.journal.JournalStatus;
import org.vpcmido.controller.leader.LeaderStatus;
import org.vpcmido.controller.plan.PlanJson;
import org.vpcmido.controller.reconcile.AgentsStatus;
import org.vpcmido.controller.reconcile.CycleReport;
import org.vpcmido.controller.reconcile.LoopStatus;
import org.vpcmido.midonet.client.PaceStatus;

/** What the service is doing, as JSON. */
final class StatusJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StatusJson() {}

    /** All of it. */
    static ObjectNode status(LoopStatus status, Optional<PaceStatus> pace, JournalStatus journal) {
        ObjectNode json = status(status);
        pace.ifPresent(known -> json.set("pace", pace(known)));
        json.set("journal", journal(journal));
        return json;
    }

    private static ObjectNode pace(PaceStatus pace) {
        ObjectNode json = NODES.objectNode();
        json.set("reads", gate(pace.reads()));
        json.set("writes", gate(pace.writes()));
        return json.put("pause_millis", pace.pause().toMillis()).put("pauses", pace.pauses());
    }

    private static ObjectNode gate(PaceStatus.Gate gate) {
        return NODES.objectNode()
                .put("limit", gate.limit())
                .put("limit_max", gate.limitMax())
                .put("in_flight", gate.inFlight())
                .put("waiting", gate.waiting())
                .put("overloads", gate.overloads());
    }

    private static ObjectNode journal(JournalStatus journal) {
        return NODES.objectNode()
                .put("state", journal.state().jsonName())
                .put("database", journal.database())
                .put("reason", journal.reason())
                .put("loss", journal.loss())
                .put("waiting", journal.waiting())
                .put("written", journal.written())
                .put("dropped", journal.dropped())
                .put("refused", journal.refused());
    }

    static ObjectNode leadership(LeaderStatus leadership) {
        return NODES.objectNode()
                .put("role", leadership.standing().role())
                .put("standing", leadership.standing().jsonName())
                .put("instance", leadership.self())
                .put("leader", leadership.leader().orElse(null));
    }

    private static ObjectNode nsdb(AgentsStatus agents) {
        return NODES.objectNode()
                .put("state", agents.state().jsonName())
                .put("reason", agents.reason())
                .put("hosts_alive", agents.hostsAlive())
                .put("ports_active", agents.portsActive());
    }

    private static ObjectNode status(LoopStatus status) {
        ObjectNode json = NODES.objectNode()
                .put("ready", status.isReady())
                .put("leader", status.isLeader())
                .put("role", status.leadership().standing().role())
                .put("cycle_running", status.isRunning())
                .put("cloud_version", status.cloudVersion().orElse(null))
                .put("cloud_written_at", text(status.cloudWrittenAt()))
                .put("cloud_silent", status.isCloudSilent())
                .put("acknowledged_version", status.acknowledgedVersion().orElse(null))
                .put("waiting_since", text(status.waitingSince()))
                .put("agreed_at", text(status.agreedAt()))
                .put("observed_at", text(status.observedAt()))
                .put("observed_whole_at", text(status.observedWholeAt()));
        json.set(
                "leadership",
                leadership(status.leadership()).put("standby", status.standby().orElse(null)));
        json.set("nsdb", nsdb(status.agents()));
        json.set("troubles", troubles(status));
        status.guard()
                .ifPresent(guard -> json.putObject("guard")
                        .put("plan", guard.plan())
                        .put("reason", guard.reason())
                        .put("removals", guard.removals())
                        .put("approved", guard.isApproved()));
        ArrayNode quarantine = json.putArray("quarantine");
        status.quarantine()
                .forEach(each -> quarantine
                        .addObject()
                        .put("key", each.key())
                        .put("action", each.action())
                        .put("reason", each.reason())
                        .put("failures", each.failures())
                        .put("since", each.since().toString())
                        .put("retry_at", each.retryAt().toString()));
        ArrayNode held = json.putArray("held");
        status.held().forEach(held::add);
        status.lastCycle().ifPresent(cycle -> json.set("last_cycle", cycle(cycle)));
        return json;
    }

    static ObjectNode cycles(List<CycleReport> cycles) {
        ObjectNode json = NODES.objectNode();
        ArrayNode array = json.putArray("cycles");
        cycles.forEach(each -> array.add(cycle(each)));
        return json;
    }

    static ObjectNode health(boolean isWell) {
        return NODES.objectNode().put("status", isWell ? "up" : "down");
    }

    static ObjectNode ready(LoopStatus status) {
        ObjectNode json = health(status.isReady());
        json.set("troubles", troubles(status));
        return json;
    }

    static ObjectNode message(String message) {
        return NODES.objectNode().put("message", message);
    }

    private static ArrayNode troubles(LoopStatus status) {
        ArrayNode troubles = NODES.arrayNode();
        status.troubles()
                .forEach(each -> troubles.addObject().put("code", each.code()).put("message", each.message()));
        return troubles;
    }

    static ObjectNode cycle(CycleReport report) {
        ObjectNode json = NODES.objectNode()
                .put("id", report.id())
                .put("started_at", report.startedAt().toString())
                .put("took_millis", report.took().toMillis())
                .put("version", report.version().orElse(null))
                .put("result", report.result().jsonName())
                .put("message", report.message());
        ArrayNode triggers = json.putArray("triggers");
        report.triggers().forEach(each -> triggers.add(each.jsonName()));
        json.set("planned", PlanJson.write(report.planned()));
        json.putObject("written")
                .put("applied", report.written().applied())
                .put("failed", report.written().failed())
                .put("blocked", report.written().blocked())
                .put("withheld", report.written().withheld())
                .put("dropped", report.written().dropped());
        ArrayNode drift = json.putArray("drift");
        report.drift()
                .forEach(each -> drift.addObject()
                        .put("key", each.key())
                        .put("remedy", each.remedy())
                        .put("because", each.because())
                        .put("found_at", each.foundAt().toString()));
        return json;
    }

    private static @Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
