// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.journal.JournalStatus;
import org.vpcmido.controller.journal.JournalStatus.State;
import org.vpcmido.controller.reconcile.AgentsStatus;
import org.vpcmido.controller.reconcile.CycleEnd;
import org.vpcmido.controller.reconcile.CycleListener;
import org.vpcmido.controller.reconcile.CycleReport;
import org.vpcmido.controller.reconcile.LoopStatus;
import org.vpcmido.midonet.client.PaceStatus;

/** The loop in numbers, for alarms and graphs. */
public final class LoopMetrics implements CycleListener {
    private final MeterRegistry registry;

    public LoopMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    /** Registers what is looked up when somebody asks. */
    public void watch(Supplier<LoopStatus> status, Clock clock) {
        gauge("vpcmido.leader", "1 if this instance writes", status, each -> each.isLeader() ? 1 : 0);
        gauge("vpcmido.ready", "1 if it does its work", status, each -> each.isReady() ? 1 : 0);
        gauge(
                "vpcmido.nsdb",
                "1 if MidoNet's ZooKeeper shows which agents are alive",
                status,
                each -> each.agents().state() == AgentsStatus.State.CONNECTED ? 1 : 0);
        gauge(
                "vpcmido.quarantined",
                "objects set aside",
                status,
                each -> each.quarantine().size());
        gauge(
                "vpcmido.held",
                "parts of the cloud whose wish cannot be read",
                status,
                each -> each.held().size());
        gauge(
                "vpcmido.guard.removals",
                "removals that the guard holds back",
                status,
                each -> each.guard().map(LoopStatus.GuardedPlan::removals).orElse(0));
        gauge(
                "vpcmido.lag.seconds",
                "how long the oldest wish has waited",
                status,
                each -> each.waitingSince()
                        .map(since -> secondsSince(since, clock))
                        .orElse(0.0));
        gauge(
                "vpcmido.cloud.age.seconds",
                "how long ago the cloud's document was written; NaN if nobody tells",
                status,
                each -> each.cloudWrittenAt()
                        .map(written -> Math.max(0, secondsSince(written, clock)))
                        .orElse(Double.NaN));
        gauge(
                "vpcmido.cloud.silent",
                "1 if the cloud controller has ceased to write its document",
                status,
                each -> each.isCloudSilent() ? 1 : 0);
        for (String code : List.of("cloud", "midonet", "rival", "acknowledge", "defect")) {
            Gauge.builder(
                            "vpcmido.trouble",
                            status,
                            each -> each.get().troubles().stream()
                                    .filter(trouble -> trouble.code().equals(code))
                                    .count())
                    .description("1 if this keeps the service from its work")
                    .tag("code", code)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static double secondsSince(Instant instant, Clock clock) {
        return Duration.between(instant, clock.instant()).toMillis() / 1000.0;
    }

    /** Likewise, of the journal. */
    public void watchJournal(Supplier<JournalStatus> status) {
        journalGauge("ready", "1 if its database is at hand", status, each -> each.state() == State.READY ? 1 : 0);
        journalGauge("waiting", "entries that are not written yet", status, JournalStatus::waiting);
        journalCounter("written", "entries that were written", status, JournalStatus::written);
        journalCounter("dropped", "entries lost while the database was away", status, JournalStatus::dropped);
        journalCounter("refused", "entries lost since the database does not take them", status, JournalStatus::refused);
    }

    /** Likewise, of how fast MidoNet is asked. */
    public void watchPace(Supplier<Optional<PaceStatus>> pace) {
        paceGauge(
                "pause.seconds",
                "how long MidoNet still wants to be left alone",
                Tags.empty(),
                pace,
                each -> each.pause().toMillis() / 1000.0);
        paceCounter("pauses", "how often MidoNet asked to be left alone", Tags.empty(), pace, PaceStatus::pauses);
        watchGate(Tags.of("requests", "reads"), () -> pace.get().map(PaceStatus::reads));
        watchGate(Tags.of("requests", "writes"), () -> pace.get().map(PaceStatus::writes));
    }

    private void watchGate(Tags sort, Supplier<Optional<PaceStatus.Gate>> gate) {
        paceGauge("limit", "how many requests may be in flight", sort, gate, PaceStatus.Gate::limit);
        paceGauge("inflight", "how many requests are in flight", sort, gate, PaceStatus.Gate::inFlight);
        paceGauge("waiting", "how many requests wait for their turn", sort, gate, PaceStatus.Gate::waiting);
        paceCounter("overloads", "requests refused for now or not answered", sort, gate, PaceStatus.Gate::overloads);
    }

    private <T> void paceGauge(
            String name, String meaning, Tags tags, Supplier<Optional<T>> status, ToDoubleFunction<T> value) {
        Gauge.builder("vpcmido.midonet." + name, status, each -> valueOf(each, value))
                .description(meaning)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private <T> void paceCounter(
            String name, String meaning, Tags tags, Supplier<Optional<T>> status, ToDoubleFunction<T> value) {
        FunctionCounter.builder("vpcmido.midonet." + name, status, each -> valueOf(each, value))
                .description(meaning)
                .tags(tags)
                .register(registry);
    }

    private static <T> double valueOf(Supplier<Optional<T>> status, ToDoubleFunction<T> value) {
        return status.get().map(value::applyAsDouble).orElse(0.0);
    }

    private void journalGauge(
            String name, String meaning, Supplier<JournalStatus> status, ToDoubleFunction<JournalStatus> value) {
        Gauge.builder("vpcmido.journal." + name, status, each -> value.applyAsDouble(each.get()))
                .description(meaning)
                .strongReference(true)
                .register(registry);
    }

    private void journalCounter(
            String name, String meaning, Supplier<JournalStatus> status, ToDoubleFunction<JournalStatus> value) {
        FunctionCounter.builder("vpcmido.journal." + name, status, each -> value.applyAsDouble(each.get()))
                .description(meaning)
                .register(registry);
    }

    private void gauge(String name, String meaning, Supplier<LoopStatus> status, ToDoubleFunction<LoopStatus> value) {
        Gauge.builder(name, status, each -> value.applyAsDouble(each.get()))
                .description(meaning)
                .strongReference(true) // Nobody else keeps the supplier.
                .register(registry);
    }

    @Override
    public void ended(CycleEnd end) {
        CycleReport report = end.report();
        Timer.builder("vpcmido.cycle")
                .description("cycles, by result")
                .tag("result", report.result().jsonName())
                .register(registry)
                .record(report.took());
        Counter.builder("vpcmido.drift")
                .description("resources of ours that others changed")
                .register(registry)
                .increment(report.drift().size());
        for (Outcome outcome : end.outcomes()) {
            Counter.builder("vpcmido.changes")
                    .description("changes, by action and outcome")
                    .tag("action", outcome.change().action().jsonName())
                    .tag("outcome", outcome.status().jsonName())
                    .register(registry)
                    .increment();
        }
    }
}
