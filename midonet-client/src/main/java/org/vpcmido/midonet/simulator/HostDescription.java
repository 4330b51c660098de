// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * A host whose agent is to come up.
 *
 * @param id the agent's id
 * @param name the host name it reports
 * @param addresses its IP addresses
 * @param interfaces names of its network interfaces
 * @param anyInterface whether it plugs whatever interface a port is bound to, also one it did not list
 */
public record HostDescription(
        UUID id, String name, List<String> addresses, List<String> interfaces, boolean anyInterface) {
    public HostDescription {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        addresses = List.copyOf(addresses);
        interfaces = List.copyOf(interfaces);
    }
}
