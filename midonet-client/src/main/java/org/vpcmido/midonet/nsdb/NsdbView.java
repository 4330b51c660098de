// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the NSDB says of agents and ports, or that it says nothing. */
public sealed interface NsdbView {
    /**
     * Read whole, and watched.
     *
     * @param hostsAlive the hosts whose agent has a session
     * @param portsActive the ports that an agent has plugged in and found up
     */
    record Known(Set<UUID> hostsAlive, Set<UUID> portsActive) implements NsdbView {
        public Known {
            hostsAlive = Collections.unmodifiableSet(new TreeSet<>(hostsAlive));
            portsActive = Collections.unmodifiableSet(new TreeSet<>(portsActive));
        }
    }

    /**
     * Nothing is known: agents may be alive or not, and have to be asked for over the API.
     *
     * @param reason for people
     */
    record Unknown(String reason) implements NsdbView {}
}
