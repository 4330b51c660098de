// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.config.ControllerConfig.DriftPolicy;
import org.vpcmido.midonet.client.Credentials;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.nsdb.NsdbConfig;

/**
 * How the loop runs.
 *
 * @param midonet where MidoNet is
 * @param reconcile how to reconcile
 * @param drift what to do with what others changed
 * @param pollInterval how often the cloud's document is looked at
 * @param silentAfter the age of that document at which its cloud controller counts as silent; empty for never
 * @param observeInterval how often all of MidoNet is read
 * @param nsdb MidoNet's ZooKeeper, to see agents and ports come and go
 * @param backoff how long to wait after failures
 */
public record LoopSettings(
        MidonetConfig midonet,
        ReconcileSettings reconcile,
        DriftPolicy drift,
        Duration pollInterval,
        Optional<Duration> silentAfter,
        Duration observeInterval,
        Optional<NsdbConfig> nsdb,
        Backoff backoff) {
    public LoopSettings {
        requireNonNull(midonet, "midonet");
        requireNonNull(reconcile, "reconcile");
        requireNonNull(drift, "drift");
        requireNonNull(pollInterval, "pollInterval");
        requireNonNull(silentAfter, "silentAfter");
        requireNonNull(observeInterval, "observeInterval");
        requireNonNull(nsdb, "nsdb");
        requireNonNull(backoff, "backoff");
    }

    /** What a configuration says. */
    public static LoopSettings of(ControllerConfig config) {
        ControllerConfig.Reconcile when = config.reconcile();
        return new LoopSettings(
                midonet(config.midonet()),
                ReconcileSettings.of(config),
                when.drift(),
                config.cloud().pollInterval(),
                config.cloud().silentAfter(),
                when.observeInterval(),
                config.nsdb(),
                new Backoff(when.retryDelayMin(), when.retryDelayMax()));
    }

    private static MidonetConfig midonet(ControllerConfig.Midonet config) {
        MidonetConfig standard = MidonetConfig.defaults();
        MidonetConfig limited = standard.withTimeouts(
                        new MidonetConfig.Timeouts(standard.timeouts().connect(), config.requestTimeout()))
                .withLimits(standard.limits()
                        .withInFlight(config.readsInFlight(), config.writesInFlight())
                        .withPause(config.retryAfterMax()));
        MidonetConfig midonet = config.url().map(limited::withUrl).orElse(limited);
        return config.user()
                .map(user -> midonet.withCredentials(
                        new Credentials(user, config.password().orElseThrow())))
                .orElse(midonet);
    }
}
