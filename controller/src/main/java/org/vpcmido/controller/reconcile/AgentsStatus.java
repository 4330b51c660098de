// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Agents and ports, as MidoNet's ZooKeeper shows them.
 *
 * @param state whether it shows them
 * @param reason why it does not; empty if it does, or is not asked to
 * @param hostsAlive how many hosts have an agent; 0 unless connected
 * @param portsActive how many ports an agent serves; 0 unless connected
 */
public record AgentsStatus(State state, String reason, int hostsAlive, int portsActive) {
    /** No ZooKeeper of MidoNet's is configured. */
    static final AgentsStatus OFF = new AgentsStatus(State.OFF, "", 0, 0);

    public AgentsStatus {
        requireNonNull(state, "state");
        requireNonNull(reason, "reason");
    }

    /** Whether ZooKeeper shows agents. */
    public enum State {
        /** It is not configured: the reading of MidoNet as a whole shows agents. */
        OFF,
        /** Every agent that comes or goes is seen. */
        CONNECTED,
        /** It cannot be seen now: the reading of MidoNet as a whole shows agents, as without it. */
        LOST;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
