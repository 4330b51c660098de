// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** What agents keep in ZooKeeper while they live (midonet-api.md 14.3, and the recorded trees of a real MidoNet). */
final class AgentNodes {
    /** Below MidoNet's default root. */
    static final String STATE = "/midonet/zoom/0/state";

    private AgentNodes() {}

    /** The nodes of all agents: data by path. */
    static NavigableMap<String, String> of(State state) {
        NavigableMap<String, String> nodes = new TreeMap<>();
        for (Entity host : state.all(Table.HOSTS)) {
            if (host.get("alive").booleanValue()) {
                String own = STATE + "/" + host.id();
                nodes.put(own + "/Host/" + host.id() + "/alive", "alive");
                for (Entity port : state.referrers(host, Table.PORTS, "hostId")) {
                    if (HostAgents.hasPlugged(host, port.text("interfaceName"))) {
                        nodes.put(own + "/Port/" + port.id() + "/active", portState(host.id()));
                    }
                }
            }
        }
        return nodes;
    }

    private static String portState(String hostId) {
        UUID id = UUID.fromString(hostId);
        return "host_id {\n  msb: " + Long.toUnsignedString(id.getMostSignificantBits()) + "\n  lsb: "
                + Long.toUnsignedString(id.getLeastSignificantBits()) + "\n}\ntunnel_key: 0\n";
    }
}
