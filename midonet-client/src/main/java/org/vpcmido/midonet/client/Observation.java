// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;

/**
 * What was read from a MidoNet, under observed keys.
 *
 * @param topology all that could be expressed as resources
 * @param unreadable what could not, a line each: which resource, and why; these exist in MidoNet all the same
 */
public record Observation(Topology topology, List<String> unreadable) {
    public Observation {
        requireNonNull(topology, "topology");
        unreadable = List.copyOf(unreadable);
    }

    /**
     * With some parts as they were read since. An object that is gone takes what is below it along. What could not be
     * understood stays in the list until all is read again.
     */
    public Observation with(Rereading rereading) {
        return rereading.into(this);
    }

    /** The same, with the ports that an agent has plugged and sees up. */
    public Observation withActivePorts(Set<Key> ports) {
        return new Observation(topology.withActivePorts(ports), unreadable);
    }
}
