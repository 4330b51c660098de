// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.model.net.MacAddress;

/**
 * A bridge knows the port of a machine while it tells the machine's Ethernet address. Frames to an address that no port
 * is known for are flooded, and machines that forward take what is not for them.
 */
final class Neighbours {
    private final Difference difference;
    private final Written written;
    private final ChangeGraph graph;
    private final Map<Place, Integer> gates = new HashMap<>();

    private record Place(Key bridge, MacAddress mac) {
        static Place of(MacEntry entry) {
            return new Place(entry.bridge(), entry.mac());
        }

        static Place of(ArpEntry entry) {
            return new Place(entry.bridge(), entry.mac());
        }
    }

    Neighbours(Difference difference, Written written) {
        this.difference = difference;
        this.written = written;
        this.graph = written.graph;
    }

    void order() {
        orderArrivals();
        gates.clear();
        orderDepartures();
    }

    private void orderArrivals() {
        difference.creations.forEach((key, creation) -> {
            if (creation.subject() instanceof MacEntry entry) {
                reach(Place.of(entry), written.creation(key));
            }
        });
        difference.creations.forEach((key, creation) -> {
            if (creation.subject() instanceof ArpEntry entry) {
                leave(Place.of(entry), written.creation(key));
            }
        });
    }

    private void orderDepartures() {
        difference.deletions.forEach((key, deletion) -> {
            if (deletion.subject() instanceof ArpEntry entry) {
                reach(Place.of(entry), written.ownDeletion(key));
            }
        });
        difference.deletions.forEach((key, deletion) -> {
            if (deletion.subject() instanceof MacEntry entry) {
                leave(Place.of(entry), written.deletion(key));
            }
        });
    }

    private void reach(Place place, OptionalInt first) {
        first.ifPresent(node -> graph.follows(gates.computeIfAbsent(place, none -> graph.gate(place.bridge())), node));
    }

    private void leave(Place place, OptionalInt later) {
        Integer gate = gates.get(place);
        if (gate != null) {
            later.ifPresent(node -> graph.follows(node, gate));
        }
    }
}
