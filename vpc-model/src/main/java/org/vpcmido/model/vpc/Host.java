// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A node controller: a hypervisor of one zone, with the instances that run there now.
 *
 * @param name as registered, an address or a host name; matched with MidoNet's hosts by name or address
 * @param zone the cluster that it belongs to
 * @param instances what runs there
 */
public record Host(String name, String zone, List<InstanceId> instances) {
    public Host {
        requireNonNull(name, "name");
        requireNonNull(zone, "zone");
        instances = List.copyOf(instances);
    }

    /** The same host with other instances. */
    public Host withInstances(List<InstanceId> changed) {
        return new Host(name, zone, changed);
    }
}
