// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.plan.Guard;

/**
 * How the service runs; every part has been checked.
 *
 * @param cloud where wishes come from
 * @param midonet where they go
 * @param layout how the topology is laid out
 * @param corrections which deviations from eucanetd's topology are wanted
 * @param guard which plans are held for approval
 * @param reconcile when to look, and when to look again
 * @param http where the service can be asked
 */
public record ControllerConfig(
        Cloud cloud,
        Midonet midonet,
        LayoutSettings layout,
        Corrections corrections,
        Guard guard,
        Reconcile reconcile,
        Http http) {
    public ControllerConfig {
        requireNonNull(cloud, "cloud");
        requireNonNull(midonet, "midonet");
        requireNonNull(layout, "layout");
        requireNonNull(corrections, "corrections");
        requireNonNull(guard, "guard");
        requireNonNull(reconcile, "reconcile");
        requireNonNull(http, "http");
    }

    /**
     * Where wishes come from, and where they are acknowledged.
     *
     * @param source {@code gni:...}
     * @param pollInterval how often its document is looked at
     * @param runDirectory where versions are acknowledged
     */
    public record Cloud(String source, Duration pollInterval, Path runDirectory) {}

    /**
     * Where wishes go.
     *
     * @param url the API; absent for the usual places on this machine
     * @param user who to log in as
     * @param password of that user
     * @param writesInFlight how many writes may be under way at once
     */
    public record Midonet(Optional<URI> url, Optional<String> user, Optional<String> password, int writesInFlight) {
        public Midonet {
            if (user.isPresent() != password.isPresent()) {
                throw new IllegalArgumentException(
                        "midonet.user and midonet.password: one is given without the other; give both or neither");
            }
        }

        @Override
        public String toString() {
            return "Midonet[url=" + url + ", user=" + user + ", password=***, writesInFlight=" + writesInFlight + "]";
        }
    }

    /**
     * When to look, and when to look again.
     *
     * @param drift what to do with what others changed
     * @param observeInterval how often all of MidoNet is read
     * @param retryDelayMin the pause after a first failure
     * @param retryDelayMax the longest pause after failures
     * @param eucanetdPort the UDP port that shows that eucanetd runs
     */
    public record Reconcile(
            DriftPolicy drift,
            Duration observeInterval,
            Duration retryDelayMin,
            Duration retryDelayMax,
            int eucanetdPort) {
        public Reconcile {
            if (retryDelayMax.compareTo(retryDelayMin) < 0) {
                throw new IllegalArgumentException("reconcile.retry-delay-max: " + retryDelayMax.toMillis()
                        + " ms is below retry-delay-min, " + retryDelayMin.toMillis() + " ms");
            }
        }
    }

    /**
     * Where the service can be asked.
     *
     * @param address to listen on
     * @param port to listen on; 0 for a free one
     * @param token what changing requests bear; absent if they are refused
     */
    public record Http(String address, int port, Optional<String> token) {
        @Override
        public String toString() {
            return "Http[address=" + address + ", port=" + port + ", token=" + token.map(secret -> "***") + "]";
        }
    }

    /** What to do with changes that others made to what is ours. */
    public enum DriftPolicy {
        /** Report it and undo it. */
        HEAL,
        /** Report it and leave it. */
        REPORT
    }

    static ControllerConfig of(ConfigReader.Values values) {
        return new ControllerConfig(
                new Cloud(
                        values.of(Settings.CLOUD_SOURCE),
                        values.of(Settings.CLOUD_POLL_INTERVAL),
                        values.of(Settings.CLOUD_RUN_DIRECTORY)),
                new Midonet(
                        values.of(Settings.MIDONET_URL),
                        values.of(Settings.MIDONET_USER),
                        values.of(Settings.MIDONET_PASSWORD),
                        values.of(Settings.MIDONET_WRITES_IN_FLIGHT)),
                layout(values),
                values.of(Settings.CORRECTIONS),
                new Guard(values.of(Settings.GUARD_DELETE_SHARE_MAX)),
                new Reconcile(
                        values.of(Settings.DRIFT_POLICY),
                        values.of(Settings.OBSERVE_INTERVAL),
                        values.of(Settings.RETRY_DELAY_MIN),
                        values.of(Settings.RETRY_DELAY_MAX),
                        values.of(Settings.EUCANETD_PORT)),
                new Http(
                        values.of(Settings.HTTP_ADDRESS),
                        values.of(Settings.HTTP_PORT),
                        values.of(Settings.HTTP_TOKEN)));
    }

    private static LayoutSettings layout(ConfigReader.Values values) {
        return new LayoutSettings(
                values.of(Settings.TRANSIT),
                values.of(Settings.METADATA_TRANSIT),
                values.of(Settings.METADATA_LINK),
                values.of(Settings.IDENTITIES),
                values.of(Settings.ROUTER_ID_LIMIT),
                values.of(Settings.IDENTITY_ID_LIMIT),
                values.of(Settings.L2_ISOLATION),
                values.of(Settings.STATIC_TABLES),
                values.of(Settings.METADATA_ROUTER),
                values.of(Settings.METADATA_EGRESS),
                values.of(Settings.DNS_EGRESS),
                LayoutSettings.defaults().version());
    }
}
