// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where MidoNet's NSDB is.
 *
 * @param zookeeper its servers: {@code host:port}, several with commas between, and a path at the end if MidoNet's own
 *     clients have one there
 * @param root MidoNet's {@code zookeeper.root_key}; {@code /midonet/v1} and {@code /midonet/v2} occur as well
 * @param sessionTimeout after what silence a server counts as lost, 500 ms to 5 min; noticed after two thirds of it
 */
public record NsdbConfig(String zookeeper, String root, Duration sessionTimeout) {
    /** MidoNet's own default (midonet-api.md 14). */
    public static final String ROOT_DEFAULT = "/midonet";

    /** Half of MidoNet's own, since we only watch: to know early that we do not know costs little. */
    public static final Duration SESSION_TIMEOUT_DEFAULT = Duration.ofSeconds(15);

    private static final Duration SESSION_TIMEOUT_MIN = Duration.ofMillis(500);
    private static final Duration SESSION_TIMEOUT_MAX = Duration.ofMinutes(5);
    private static final String SERVER = "(\\[[0-9a-fA-F:.]+]|[^\\s/,:\\[\\]]+)(:[0-9]{1,5})?";
    private static final String PATH = "(/[^\\s/,]+)+";
    private static final Pattern SERVERS = Pattern.compile(SERVER + "(," + SERVER + ")*(" + PATH + ")?");
    private static final Pattern ROOT = Pattern.compile(PATH);

    public NsdbConfig {
        requireNonNull(sessionTimeout, "sessionTimeout");
        if (!isZooKeeper(zookeeper)) {
            throw new IllegalArgumentException(
                    "NSDB: ZooKeeper \"" + zookeeper + "\" is not HOST:PORT, or several with commas between");
        }
        if (!isRoot(root)) {
            throw new IllegalArgumentException(
                    "NSDB: root \"" + root + "\" must begin with a slash, and not end with one");
        }
        if (sessionTimeout.compareTo(SESSION_TIMEOUT_MIN) < 0 || sessionTimeout.compareTo(SESSION_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("NSDB: session time-out " + sessionTimeout + " is not between "
                    + SESSION_TIMEOUT_MIN + " and " + SESSION_TIMEOUT_MAX);
        }
    }

    /** Whether a text can be the address of servers. */
    public static boolean isZooKeeper(String text) {
        return SERVERS.matcher(text).matches();
    }

    /** Whether a text can be the root. */
    public static boolean isRoot(String text) {
        return ROOT.matcher(text).matches();
    }

    /** With the default root and session time-out. */
    public static NsdbConfig of(String zookeeper) {
        return new NsdbConfig(zookeeper, ROOT_DEFAULT, SESSION_TIMEOUT_DEFAULT);
    }

    /** The node below which agents tell their state; the same in 5.0 to 5.8. */
    String statePath() {
        return root + "/zoom/0/state";
    }
}
