// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.Optional;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;

/**
 * Brings what is wished onto what is there. Labels ({@code tenantId} and names) never count: the predecessor left some
 * objects without tenant, and no packet looks at them. What a wish leaves open, as the MAC of a router port, stays.
 */
final class Comparison {
    private Comparison() {}

    /**
     * The record to write, or {@code actual} itself if nothing that counts differs; empty if MidoNet cannot change this
     * into that, so that it must be deleted and created.
     */
    static Optional<Resource> onto(Resource wish, Resource actual) {
        if (wish instanceof Router router && actual instanceof Router was) {
            return Optional.of(onto(router, was));
        } else if (wish instanceof Bridge bridge && actual instanceof Bridge was) {
            return Optional.of(onto(bridge, was));
        } else if (wish instanceof RouterPort port) {
            return actual instanceof RouterPort was ? onto(port, was) : Optional.empty();
        } else if (wish instanceof BridgePort port) {
            return actual instanceof BridgePort was && was.bridge().equals(port.bridge())
                    ? Optional.of(port)
                    : Optional.empty();
        } else if (wish instanceof PortGroup group && actual instanceof PortGroup was) {
            return Optional.of(new PortGroup(was.key(), was.tenantId(), was.name(), group.stateful()));
        } else if (wish instanceof DhcpHost host && actual instanceof DhcpHost was) {
            return Optional.of(
                    new DhcpHost(host.bridge(), host.subnet(), host.mac(), host.address(), was.name(), host.options()));
        } else if (wish instanceof DhcpSubnet) {
            return Optional.of(wish);
        } else if (wish instanceof BgpPeer peer && actual instanceof BgpPeer was) {
            return peer.router().equals(was.router()) ? Optional.of(peer) : Optional.empty();
        } else if (wish instanceof HostInterfacePort) {
            return wish.equals(actual) ? Optional.of(actual) : Optional.empty();
        }
        // All others carry what counts in their keys.
        return Optional.of(actual);
    }

    private static Router onto(Router wish, Router actual) {
        return new Router(
                actual.key(),
                actual.tenantId(),
                actual.name(),
                wish.adminStateUp(),
                wish.inboundFilter(),
                wish.outboundFilter(),
                wish.asNumber());
    }

    private static Bridge onto(Bridge wish, Bridge actual) {
        return new Bridge(
                actual.key(),
                actual.tenantId(),
                actual.name(),
                wish.adminStateUp(),
                wish.inboundFilter(),
                wish.outboundFilter());
    }

    /** A PUT of another address would leave the port's Local route on the old one (midonet-api.md 10.5). */
    private static Optional<Resource> onto(RouterPort wish, RouterPort actual) {
        boolean sameAddress = wish.router().equals(actual.router())
                && wish.address().equals(actual.address())
                && wish.network().equals(actual.network());
        return sameAddress
                ? Optional.of(new RouterPort(
                        actual.key(),
                        actual.router(),
                        actual.address(),
                        actual.network(),
                        wish.mac().or(actual::mac),
                        wish.inboundFilter(),
                        wish.outboundFilter(),
                        wish.adminStateUp()))
                : Optional.empty();
    }
}
