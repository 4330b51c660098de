// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.util.List;
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
}
