// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.MacAddress;

/**
 * Plays MidoNet's agents on a topology. Immutable, and safe for many threads; each {@link Conversation} has a state of
 * its own. What it promises and what it leaves out is in {@code DESIGN.md}.
 */
public final class Walker {
    private final Network network;

    private Walker(Network network) {
        this.network = network;
    }

    /** On a topology as it is: only active ports contribute routes, and only agents that are alive take packets. */
    public static Walker of(Topology observed) {
        return new Walker(new NetworkBuilder(observed, false).build());
    }

    /** On a topology as it is wished for: every bound port counts as active, every host as alive and reachable. */
    public static Walker assumingAllAlive(Topology wished) {
        return new Walker(new NetworkBuilder(wished, true).build());
    }

    /** Packets that know of each other, among {@code stations}. */
    public Conversation conversation(Stations stations) {
        return conversation(stations, RouteChoice.BY_HASH);
    }

    /** As {@link #conversation(Stations)}, with {@code choice} among equal routes. */
    public Conversation conversation(Stations stations, RouteChoice choice) {
        return new Conversation(network, stations, choice);
    }

    /**
     * What would become of an old conversation's next packets here: they find the connections, mappings and learned
     * entries that agents have from {@code before}, which itself is left as it is.
     */
    public Conversation resume(Conversation before, Stations stations) {
        return new Conversation(network, stations, before);
    }

    /**
     * The Ethernet address of a router port. A port that has none in the topology gets one here that depends on its key
     * alone.
     */
    public Optional<MacAddress> mac(Key routerPort) {
        return network.find(routerPort).flatMap(PortNode::address).map(PortNode.RouterAddress::mac);
    }

    /** Why agents cannot load a router or bridge; whatever comes to it is lost. */
    public Optional<String> obstacle(Key device) {
        return Optional.ofNullable(network.unusable().get(device));
    }
}
