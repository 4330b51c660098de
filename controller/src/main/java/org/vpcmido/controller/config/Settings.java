// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings.Opening;
import org.vpcmido.controller.config.ControllerConfig.DriftPolicy;
import org.vpcmido.controller.leader.LeaderConfig;
import org.vpcmido.midonet.nsdb.NsdbConfig;
import org.vpcmido.model.net.Cidr;

/** Every key there is. The defaults suit a single-machine cloud; where eucanetd has the key, they are eucanetd's. */
public final class Settings {
    static final Setting<String> CLOUD_SOURCE = Setting.of(
                    "cloud.source",
                    "gni:/var/run/eucalyptus/global_network_info.xml",
                    Settings::cloudSource,
                    "where the cloud's wishes are read: gni:PATH or gni:http://HOST/PATH")
            .replacing("EUCALYPTUS", root -> "gni:" + under(root, "var/run/eucalyptus/global_network_info.xml"));
    static final Setting<Duration> CLOUD_POLL_INTERVAL = Setting.of(
                    "cloud.poll-interval", "1s", Settings::duration, "how often the cloud's document is looked at")
            .replacing("POLLING_FREQUENCY", seconds -> seconds + "s");
    static final Setting<Optional<Duration>> CLOUD_SILENT_AFTER = Setting.of(
            "cloud.silent-after",
            "155s",
            text -> optional(text).map(Settings::duration),
            "the age of the cloud's document at which the cloud controller is said to be silent; it writes the document"
                    + " every 30 s also when nothing changed, but first waits up to cloud.network.max_broadcast_apply (120 s)"
                    + " for an acknowledgement; empty for never");
    static final Setting<Path> CLOUD_RUN_DIRECTORY = Setting.of(
                    "cloud.run-directory",
                    "/var/run/eucalyptus",
                    Path::of,
                    "where global_network_info.version is written to acknowledge a document")
            .replacing("EUCALYPTUS", root -> under(root, "var/run/eucalyptus"));
    static final Setting<Optional<Boolean>> CLOUD_ONLY_ON_CONTROLLER = Setting.of(
            "cloud.only-on-controller",
            "",
            text -> optional(text).map(Settings::flag),
            "whether only the machine with the address of the enabled cloud controller (enabledCLCIp) acts on the"
                    + " document; when empty, it is so for the file that a cloud controller keeps in its run directory,"
                    + " which is stale after a fail-over, and for no other");
    static final Setting<Integer> CLOUD_SECURITY_GROUPS = Setting.of(
            "cloud.security-groups-per-interface",
            "5",
            number(1, 1000),
            "how many security groups of an interface count, the first by id; as the cloud's property"
                    + " cloud.vpc.securitygroupspernetworkinterface, 1 to 1000");
    static final Setting<Optional<URI>> MIDONET_URL = Setting.of(
                    "midonet.url",
                    "",
                    Settings::url,
                    "MidoNet's API; when empty, ports 8080 and 8181 of this machine are tried")
            .replacing("MIDO_API_URIBASE");
    static final Setting<Optional<String>> MIDONET_USER =
            Setting.of("midonet.user", "", Settings::optional, "who to log in as; empty for no login");
    static final Setting<Optional<String>> MIDONET_PASSWORD = Setting.of(
                    "midonet.password", "", Settings::optional, "the password of midonet.user")
            .secret();
    static final Setting<Integer> MIDONET_READS_IN_FLIGHT = Setting.of(
            "midonet.reads-in-flight",
            "32",
            number(1, 256),
            "how many reads may be under way at once at most, 1 to 256; as many are as MidoNet gains from, which is found"
                    + " by trying");
    static final Setting<Integer> MIDONET_WRITES_IN_FLIGHT = Setting.of(
            "midonet.writes-in-flight",
            "16",
            number(1, 256),
            "how many writes may be under way at once at most, 1 to 256, likewise; releases of MidoNet before 5.2.2 take one"
                    + " lock for each, and gain from few");
    static final Setting<Duration> MIDONET_RETRY_AFTER_MAX = Setting.of(
            "midonet.retry-after-max",
            "30s",
            bounded(Duration.ofSeconds(1), Duration.ofMinutes(10), "1s to 10m"),
            "the longest that nothing is sent because MidoNet asks for it (RetryAfter), 1s to 10m");
    static final Setting<Duration> MIDONET_REQUEST_TIMEOUT = Setting.of(
            "midonet.request-timeout",
            "35s",
            bounded(Duration.ofMillis(100), Duration.ofMinutes(5), "100ms to 5m"),
            "how long one request may take, 100ms to 5m; a new leader waits as long before its first write");

    static final Setting<Cidr> TRANSIT = Setting.of(
                    "layout.transit-cidr", "169.254.0.0/17", Settings::cidr, "between the edge router and the VPCs")
            .replacing("MIDO_INTRT_CIDR");
    static final Setting<Cidr> METADATA_TRANSIT = Setting.of(
                    "layout.metadata-transit-cidr",
                    "169.254.128.0/17",
                    Settings::cidr,
                    "between the metadata router and the VPCs")
            .replacing("MIDO_INTMD_CIDR");
    static final Setting<Cidr> METADATA_LINK = Setting.of(
                    "layout.metadata-link-cidr",
                    "169.254.169.248/29",
                    Settings::cidr,
                    "between the metadata router and the cloud controller's host")
            .replacing("MIDO_EXTMD_CIDR");
    static final Setting<Cidr> IDENTITIES = Setting.of(
                    "layout.identity-cidr",
                    "255.0.0.0/8",
                    Settings::cidr,
                    "the addresses by which the metadata service knows interfaces")
            .replacing("MIDO_MD_CIDR");
    static final Setting<Integer> ROUTER_ID_LIMIT = Setting.of(
                    "layout.router-id-limit", "10240", number(3, 32750), "router ids stay below it, 3 to 32750")
            .replacing("MIDO_MAX_RTID");
    static final Setting<Integer> IDENTITY_ID_LIMIT = Setting.of(
                    "layout.identity-id-limit",
                    "1048576",
                    number(11, 16777215),
                    "interface ids stay below it, 11 to 16777215")
            .replacing("MIDO_MAX_ENIID");
    static final Setting<Boolean> L2_ISOLATION = Setting.of(
                    "layout.l2-isolation", "true", Settings::flag, "whether interfaces are kept from forging addresses")
            .replacing("DISABLE_L2_ISOLATION", Settings::negated);
    static final Setting<Boolean> STATIC_TABLES = Setting.of(
                    "layout.static-tables", "true", Settings::flag, "whether bridges are told where interfaces are")
            .replacing("MIDO_ENABLE_ARPTABLE");
    static final Setting<Boolean> METADATA_ROUTER = Setting.of(
                    "layout.metadata-router", "true", Settings::flag, "whether metadata goes through MidoNet")
            .replacing("MIDO_ENABLE_MIDOMD");
    static final Setting<List<Opening>> METADATA_EGRESS = Setting.of(
                    "layout.metadata-egress", "tcp:80", Opening::list, "what may pass to 169.254.169.254")
            .replacing("MIDO_MD_254_EGRESS");
    static final Setting<List<Opening>> DNS_EGRESS = Setting.of(
                    "layout.dns-egress",
                    "udp:53 tcp:53 udp:5353 tcp:5353",
                    Opening::list,
                    "what may pass to 169.254.169.253")
            .replacing("MIDO_MD_253_EGRESS");

    static final Setting<Corrections> CORRECTIONS = Setting.of(
            "corrections", "all", Corrections::parse, "deviations from eucanetd's topology: all, none, or ID,ID");
    static final Setting<Double> GUARD_DELETE_SHARE_MAX = Setting.of(
            "guard.delete-share-max",
            "0.25",
            Settings::share,
            "a plan that deletes a larger share of what is ours is held for approval, 0 to 1");
    static final Setting<DriftPolicy> DRIFT_POLICY = Setting.of(
            "reconcile.drift",
            "heal",
            Settings::driftPolicy,
            "what to do with changes that others made to ours: heal, or only report");
    static final Setting<Duration> OBSERVE_INTERVAL = Setting.of(
            "reconcile.observe-interval",
            "5m",
            Settings::duration,
            "how often the whole of MidoNet is read to find drift");
    static final Setting<Duration> RETRY_DELAY_MIN = Setting.of(
            "reconcile.retry-delay-min",
            "1s",
            Settings::duration,
            "the pause after a first failure; doubles with each");
    static final Setting<Duration> RETRY_DELAY_MAX =
            Setting.of("reconcile.retry-delay-max", "1m", Settings::duration, "the longest pause after failures");
    static final Setting<Integer> EUCANETD_PORT = Setting.of(
            "reconcile.eucanetd-port",
            "63822",
            number(1, 65535),
            "the UDP port on 127.0.0.1 that eucanetd holds while it runs, and the writer in its place");
    static final Setting<Optional<String>> ZOOKEEPER = Setting.of(
            "leader.zookeeper",
            "",
            Settings::connectString,
            "the ZooKeeper by which several instances elect the one that writes: HOST:PORT,HOST:PORT; empty for one"
                    + " instance alone");
    static final Setting<String> ZOOKEEPER_ROOT = Setting.of(
            "leader.root",
            LeaderConfig.ROOT_DEFAULT,
            Settings::zookeeperRoot,
            "the path in ZooKeeper below which the election takes place; never one of MidoNet's");
    static final Setting<Optional<String>> INSTANCE = Setting.of(
            "leader.instance",
            "",
            Settings::optional,
            "the name of this instance, for people; when empty, the machine's name and the process");
    static final Setting<Duration> SESSION_TIMEOUT = Setting.of(
            "leader.session-timeout",
            "15s",
            bounded(LeaderConfig.SESSION_TIMEOUT_MIN, LeaderConfig.SESSION_TIMEOUT_MAX, "500ms to 5m"),
            "after what silence ZooKeeper lets another instance write, 500ms to 5m");

    static final Setting<Optional<String>> NSDB = Setting.of(
            "nsdb.zookeeper",
            "",
            Settings::nsdb,
            "MidoNet's own ZooKeeper, to see at once which hosts and ports are alive: HOST:PORT,HOST:PORT, as its"
                    + " zookeeper_hosts; empty to see it when all of MidoNet is read");
    static final Setting<String> NSDB_ROOT = Setting.of(
            "nsdb.root",
            NsdbConfig.ROOT_DEFAULT,
            Settings::nsdbRoot,
            "the path in ZooKeeper below which MidoNet keeps its own: its zookeeper.root_key");

    static final Setting<JournalUrl> JOURNAL_URL = Setting.of(
                    "journal.url",
                    "h2:/var/lib/vpcmido/journal",
                    JournalUrl::parse,
                    "the journal's database: h2:/PATH for a file of our own, or jdbc:postgresql://HOST:PORT/DATABASE")
            .secret();
    static final Setting<Optional<String>> JOURNAL_USER =
            Setting.of("journal.user", "", Settings::optional, "who to log in to PostgreSQL as");
    static final Setting<Optional<String>> JOURNAL_PASSWORD = Setting.of(
                    "journal.password", "", Settings::optional, "the password of journal.user")
            .secret();
    static final Setting<Duration> JOURNAL_RETENTION_AGE =
            Setting.of("journal.retention-age", "90d", Settings::age, "how long entries are kept, 1h to 3650d");
    static final Setting<Integer> JOURNAL_RETENTION_ROWS = Setting.of(
            "journal.retention-rows",
            "1000000",
            number(1000, 100_000_000),
            "how many entries of a kind are kept at most, 1000 to 100000000");
    static final Setting<Integer> JOURNAL_WAITING_MAX = Setting.of(
            "journal.waiting-max",
            "200000",
            number(1000, 1_000_000),
            "how many entries wait in memory while the database is away, 1000 to 1000000; then the oldest are lost");
    static final Setting<Duration> JOURNAL_RETRY_MAX = Setting.of(
            "journal.retry-delay-max",
            "30s",
            Settings::duration,
            "the longest pause between attempts to reach the database");

    static final Setting<String> HTTP_ADDRESS =
            Setting.of("http.address", "127.0.0.1", Settings::text, "the address that the HTTP API listens on");
    static final Setting<Integer> HTTP_PORT = Setting.of(
            "http.port", "8780", number(0, 65535), "the port that the HTTP API listens on; 0 takes a free one");
    static final Setting<Optional<String>> HTTP_TOKEN = Setting.of(
                    "http.token",
                    "",
                    Settings::optional,
                    "what requests that change something must bear; when empty they are refused")
            .secret();

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private static final Pattern SERVERS =
            Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?(,[A-Za-z0-9._-]+(:[0-9]{1,5})?)*");

    private Settings() {}

    /** All of them, in the order of the reference page. */
    public static List<Setting<?>> all() {
        return List.of(
                CLOUD_SOURCE,
                CLOUD_POLL_INTERVAL,
                CLOUD_SILENT_AFTER,
                CLOUD_RUN_DIRECTORY,
                CLOUD_ONLY_ON_CONTROLLER,
                CLOUD_SECURITY_GROUPS,
                MIDONET_URL,
                MIDONET_USER,
                MIDONET_PASSWORD,
                MIDONET_READS_IN_FLIGHT,
                MIDONET_WRITES_IN_FLIGHT,
                MIDONET_RETRY_AFTER_MAX,
                MIDONET_REQUEST_TIMEOUT,
                TRANSIT,
                METADATA_TRANSIT,
                METADATA_LINK,
                IDENTITIES,
                ROUTER_ID_LIMIT,
                IDENTITY_ID_LIMIT,
                L2_ISOLATION,
                STATIC_TABLES,
                METADATA_ROUTER,
                METADATA_EGRESS,
                DNS_EGRESS,
                CORRECTIONS,
                GUARD_DELETE_SHARE_MAX,
                DRIFT_POLICY,
                OBSERVE_INTERVAL,
                RETRY_DELAY_MIN,
                RETRY_DELAY_MAX,
                EUCANETD_PORT,
                ZOOKEEPER,
                ZOOKEEPER_ROOT,
                INSTANCE,
                SESSION_TIMEOUT,
                NSDB,
                NSDB_ROOT,
                JOURNAL_URL,
                JOURNAL_USER,
                JOURNAL_PASSWORD,
                JOURNAL_RETENTION_AGE,
                JOURNAL_RETENTION_ROWS,
                JOURNAL_WAITING_MAX,
                JOURNAL_RETRY_MAX,
                HTTP_ADDRESS,
                HTTP_PORT,
                HTTP_TOKEN);
    }

    private static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }

    private static String cloudSource(String text) {
        CloudSources.check(text);
        return text;
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }

    private static Optional<URI> url(String text) {
        return optional(text).map(HttpUrl::parse);
    }

    private static Duration duration(String text) {
        return bounded(Duration.ofMillis(10), Duration.ofDays(1), "10ms to 24h").apply(text);
    }

    private static Duration age(String text) {
        return bounded(Duration.ofHours(1), Duration.ofDays(3650), "1h to 3650d")
                .apply(text);
    }

    private static Function<String, Duration> bounded(Duration min, Duration max, String bounds) {
        return text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("is not a duration such as 500ms, 30s, 5m, 1h or 90d");
            }
            long count = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw new IllegalArgumentException("is outside " + bounds);
            }
            return duration;
        };
    }

    private static Optional<String> connectString(String text) {
        Optional<String> servers = optional(text);
        if (servers.filter(each -> !SERVERS.matcher(each).matches()).isPresent()) {
            throw new IllegalArgumentException("is not of the form HOST:PORT,HOST:PORT");
        }
        return servers;
    }

    private static String zookeeperRoot(String text) {
        LeaderConfig.checkRoot(text);
        return text;
    }

    private static Optional<String> nsdb(String text) {
        Optional<String> servers = optional(text);
        if (!servers.map(NsdbConfig::isZooKeeper).orElse(true)) {
            throw new IllegalArgumentException("is not of the form HOST:PORT,HOST:PORT");
        }
        return servers;
    }

    private static String nsdbRoot(String text) {
        if (!NsdbConfig.isRoot(text)) {
            throw new IllegalArgumentException("does not begin with a slash, or ends with one");
        }
        return text;
    }

    private static Function<String, Integer> number(int min, int max) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException notOne) {
                throw new IllegalArgumentException("is not a whole number from " + min + " to " + max, notOne);
            }
            throw new IllegalArgumentException("is outside " + min + " to " + max);
        };
    }

    private static double share(String text) {
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("is not a number from 0 to 1", notOne);
        }
        throw new IllegalArgumentException("is outside 0 to 1");
    }

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow(() -> new IllegalArgumentException("is not of the form 10.0.0.0/8"));
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y" -> true;
            case "false", "no", "n" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    private static String negated(String text) {
        return flag(text) ? "false" : "true";
    }

    private static DriftPolicy driftPolicy(String text) {
        return Stream.of(DriftPolicy.values())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is neither heal nor report"));
    }

    private static String under(String root, String path) {
        return (root.endsWith("/") ? root : root + "/") + path;
    }
}
