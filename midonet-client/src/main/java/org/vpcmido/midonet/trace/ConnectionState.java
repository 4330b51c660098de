// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;

/** The connections that each host's agent knows; they do not age here. */
final class ConnectionState {
    private final Map<ConnectionKey, Set<Key>> hostsByConnection = new HashMap<>();

    ConnectionState() {}

    /** A copy. */
    ConnectionState(ConnectionState other) {
        other.hostsByConnection.forEach((answer, hosts) -> hostsByConnection.put(answer, new HashSet<>(hosts)));
    }

    /** Whether a packet answers a connection that the agent of {@code host} knows. */
    boolean isReturn(ConnectionKey packet, Key host) {
        return hostsByConnection.getOrDefault(packet, Set.of()).contains(host);
    }

    void remember(Collection<ConnectionKey> answers, Set<Key> hosts) {
        for (ConnectionKey answer : answers) {
            hostsByConnection.computeIfAbsent(answer, none -> new HashSet<>()).addAll(hosts);
        }
    }
}
