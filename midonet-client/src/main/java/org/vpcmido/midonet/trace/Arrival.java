// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import org.vpcmido.midonet.resource.Key;

/**
 * A packet that came out of the overlay.
 *
 * @param port the exterior port
 * @param packet how it looks there
 * @param toBgpDaemon whether the agent handed it to the routing daemon of that port, rather than to the interface
 */
public record Arrival(Key port, Packet packet, boolean toBgpDaemon) {}
