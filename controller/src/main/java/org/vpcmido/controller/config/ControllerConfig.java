// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.journal.JournalConfig;
import org.vpcmido.controller.journal.Retention;
import org.vpcmido.controller.leader.LeaderConfig;
import org.vpcmido.controller.plan.Guard;
import org.vpcmido.midonet.nsdb.NsdbConfig;
import org.vpcmido.model.finding.CloudLimits;

/**
 * How the service runs; every part has been checked.
 *
 * @param cloud where wishes come from
 * @param midonet where they go
 * @param layout how the topology is laid out
 * @param corrections which deviations from eucanetd's topology are wanted
 * @param guard which plans are held for approval
 * @param reconcile when to look, and when to look again
 * @param leader how one of several instances is elected; absent for one alone
 * @param nsdb MidoNet's ZooKeeper, to see agents and ports come and go; absent to see them by reading MidoNet
 * @param instance the name of this instance, for people
 * @param journal where it is written down what was done
 * @param http where the service can be asked
 */
public record ControllerConfig(
        Cloud cloud,
        Midonet midonet,
        LayoutSettings layout,
        Corrections corrections,
        Guard guard,
        Reconcile reconcile,
        Optional<LeaderConfig> leader,
        Optional<NsdbConfig> nsdb,
        String instance,
        JournalConfig journal,
        Http http) {
    public ControllerConfig {
        requireNonNull(cloud, "cloud");
        requireNonNull(midonet, "midonet");
        requireNonNull(layout, "layout");
        requireNonNull(corrections, "corrections");
        requireNonNull(guard, "guard");
        requireNonNull(reconcile, "reconcile");
        requireNonNull(leader, "leader");
        requireNonNull(nsdb, "nsdb");
        requireNonNull(instance, "instance");
        requireNonNull(journal, "journal");
        requireNonNull(http, "http");
        if (leader.isPresent()
                && nsdb.isPresent()
                && isWithin(nsdb.get().root(), leader.get().root())) {
            throw new IllegalArgumentException("leader.root: " + leader.get().root() + " is MidoNet's own, nsdb.root "
                    + nsdb.get().root() + "; name another path");
        }
    }

    private static boolean isWithin(String root, String path) {
        return (path + "/").startsWith(root + "/");
    }

    /**
     * Where wishes come from, and where they are acknowledged.
     *
     * @param source {@code gni:...}
     * @param pollInterval how often its document is looked at
     * @param silentAfter the age of that document at which its cloud controller counts as silent; absent for never
     * @param runDirectory where versions are acknowledged
     * @param onlyOnController whether only the machine of the enabled cloud controller acts on it
     * @param limits what the cloud allows
     */
    public record Cloud(
            String source,
            Duration pollInterval,
            Optional<Duration> silentAfter,
            Path runDirectory,
            boolean onlyOnController,
            CloudLimits limits) {}

    /**
     * Where wishes go.
     *
     * @param url the API; absent for the usual places on this machine
     * @param user who to log in as
     * @param password of that user
     * @param readsInFlight how many reads may be under way at once, at most
     * @param writesInFlight how many writes may be under way at once, at most
     * @param retryAfterMax the longest that is waited because MidoNet asks for it
     * @param requestTimeout how long one request may take
     */
    public record Midonet(
            Optional<URI> url,
            Optional<String> user,
            Optional<String> password,
            int readsInFlight,
            int writesInFlight,
            Duration retryAfterMax,
            Duration requestTimeout) {
        public Midonet {
            if (user.isPresent() != password.isPresent()) {
                throw new IllegalArgumentException(
                        "midonet.user and midonet.password: one is given without the other; give both or neither");
            }
        }

        @Override
        public String toString() {
            return "Midonet[url=" + url + ", user=" + user + ", password=***, readsInFlight=" + readsInFlight
                    + ", writesInFlight=" + writesInFlight + ", retryAfterMax=" + retryAfterMax + ", requestTimeout="
                    + requestTimeout + "]";
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
        String instance = values.of(Settings.INSTANCE).orElseGet(ControllerConfig::thisProcess);
        return new ControllerConfig(
                new Cloud(
                        values.of(Settings.CLOUD_SOURCE),
                        values.of(Settings.CLOUD_POLL_INTERVAL),
                        values.of(Settings.CLOUD_SILENT_AFTER),
                        values.of(Settings.CLOUD_RUN_DIRECTORY),
                        values.of(Settings.CLOUD_ONLY_ON_CONTROLLER)
                                .orElseGet(() -> isKeptByController(values.of(Settings.CLOUD_SOURCE))),
                        new CloudLimits(values.of(Settings.CLOUD_SECURITY_GROUPS))),
                new Midonet(
                        values.of(Settings.MIDONET_URL),
                        values.of(Settings.MIDONET_USER),
                        values.of(Settings.MIDONET_PASSWORD),
                        values.of(Settings.MIDONET_READS_IN_FLIGHT),
                        values.of(Settings.MIDONET_WRITES_IN_FLIGHT),
                        values.of(Settings.MIDONET_RETRY_AFTER_MAX),
                        values.of(Settings.MIDONET_REQUEST_TIMEOUT)),
                layout(values),
                values.of(Settings.CORRECTIONS),
                new Guard(values.of(Settings.GUARD_DELETE_SHARE_MAX)),
                new Reconcile(
                        values.of(Settings.DRIFT_POLICY),
                        values.of(Settings.OBSERVE_INTERVAL),
                        values.of(Settings.RETRY_DELAY_MIN),
                        values.of(Settings.RETRY_DELAY_MAX),
                        values.of(Settings.EUCANETD_PORT)),
                values.of(Settings.ZOOKEEPER)
                        .map(servers -> new LeaderConfig(
                                servers,
                                values.of(Settings.ZOOKEEPER_ROOT),
                                instance,
                                values.of(Settings.SESSION_TIMEOUT),
                                values.of(Settings.MIDONET_REQUEST_TIMEOUT))),
                values.of(Settings.NSDB)
                        .map(servers -> new NsdbConfig(
                                servers, values.of(Settings.NSDB_ROOT), NsdbConfig.SESSION_TIMEOUT_DEFAULT)),
                instance,
                journal(values),
                new Http(
                        values.of(Settings.HTTP_ADDRESS),
                        values.of(Settings.HTTP_PORT),
                        values.of(Settings.HTTP_TOKEN)));
    }

    private static JournalConfig journal(ConfigReader.Values values) {
        return new JournalConfig(
                values.of(Settings.JOURNAL_URL)
                        .store(values.of(Settings.JOURNAL_USER), values.of(Settings.JOURNAL_PASSWORD)),
                new Retention(values.of(Settings.JOURNAL_RETENTION_AGE), values.of(Settings.JOURNAL_RETENTION_ROWS)),
                values.of(Settings.JOURNAL_WAITING_MAX),
                values.of(Settings.JOURNAL_RETRY_MAX));
    }

    /** Where a cloud controller keeps its document, whatever its root is (gni.md 5). */
    private static boolean isKeptByController(String source) {
        return source.endsWith("/run/eucalyptus/global_network_info.xml");
    }

    /** {@code host/4711}: unique, and of use to whoever looks for it. */
    private static String thisProcess() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + process;
        } catch (UnknownHostException nameless) {
            return "unnamed/" + process;
        }
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
