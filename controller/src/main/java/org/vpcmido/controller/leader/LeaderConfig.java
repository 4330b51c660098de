// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to elect a leader.
 *
 * @param zookeeper where ZooKeeper is: {@code host:port}, several with commas between
 * @param root the path below which we keep our own nodes; never one of MidoNet's
 * @param self the name of this instance, for people: {@code host/process}
 * @param sessionTimeout after what silence ZooKeeper gives leadership to another, 500 ms to 5 min; a server may grant
 *     less or more, and what it grants counts
 * @param requestTimeout how long a request to MidoNet may take; a new leader waits as long, and half a session, before
 *     its first write, so that the last request of its predecessor has ended
 */
public record LeaderConfig(
        String zookeeper, String root, String self, Duration sessionTimeout, Duration requestTimeout) {
    /** Beside MidoNet's own root, never below it. */
    public static final String ROOT_DEFAULT = "/vpcmido";

    public static final Duration SESSION_TIMEOUT_DEFAULT = Duration.ofSeconds(15);

    public static final Duration SESSION_TIMEOUT_MIN = Duration.ofMillis(500);
    public static final Duration SESSION_TIMEOUT_MAX = Duration.ofMinutes(5);

    public LeaderConfig {
        requireNonNull(sessionTimeout, "sessionTimeout");
        requireNonNull(requestTimeout, "requestTimeout");
        if (zookeeper.isBlank()) {
            throw new IllegalArgumentException("leader election: the address of ZooKeeper is empty");
        }
        if (self.isBlank()) {
            throw new IllegalArgumentException("leader election: the name of this instance is empty");
        }
        checkRoot(root);
        if (sessionTimeout.compareTo(SESSION_TIMEOUT_MIN) < 0 || sessionTimeout.compareTo(SESSION_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("leader election: session time-out " + sessionTimeout
                    + " is not between " + SESSION_TIMEOUT_MIN + " and " + SESSION_TIMEOUT_MAX);
        }
        if (requestTimeout.isNegative()) {
            throw new IllegalArgumentException("leader election: request time-out " + requestTimeout + " is negative");
        }
    }

    /** Refuses a root that is none, or that is MidoNet's (deployment.md 6.4). */
    public static void checkRoot(String root) {
        if (!root.startsWith("/") || root.endsWith("/") || root.startsWith("/midonet")) {
            throw new IllegalArgumentException(
                    "root \"" + root + "\" must begin with a slash, not end with one, and not lie under /midonet");
        }
    }

    /** With the default root and session time-out. */
    public static LeaderConfig of(String zookeeper, String self, Duration requestTimeout) {
        return new LeaderConfig(zookeeper, ROOT_DEFAULT, self, SESSION_TIMEOUT_DEFAULT, requestTimeout);
    }
}
