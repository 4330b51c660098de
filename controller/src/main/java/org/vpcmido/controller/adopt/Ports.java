// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;

/**
 * Recognises the ports of our devices, which have no names: by what they are linked to, then by what they are bound to
 * and guarded by, then by their addresses, and at last by the ids that we give (eucanetd-vpcmido.md 5.3, 7.4).
 */
final class Ports {
    private final Recognition recognition;
    private final Topology observed;
    private final Map<Key, Device> devices;
    private final Subnets subnets;
    private final LayoutSettings settings;

    private Ports(Recognition recognition, Map<Key, Device> devices, Subnets subnets, LayoutSettings settings) {
        this.recognition = recognition;
        this.observed = recognition.observed();
        this.devices = devices;
        this.subnets = subnets;
        this.settings = settings;
    }

    /** Claims all ports of our devices but those towards the outside. */
    static void recognise(
            Recognition recognition,
            Map<Key, Device> devices,
            Subnets subnets,
            InterfaceNames interfaces,
            ComputedIds computedIds,
            LayoutSettings settings) {
        Ports ports = new Ports(recognition, devices, subnets, settings);
        ports.linked();
        ports.bound(interfaces);
        ports.addressed();
        ports.computed(computedIds);
    }

    private void linked() {
        Map<Wiring, List<RouterPort>> routerPorts = new TreeMap<>(Comparator.comparing(Wiring::routerPort));
        observed.all(Kind.PORT_LINK, PortLink.class).forEach(link -> {
            add(routerPorts, link.port(), link.peer());
            add(routerPorts, link.peer(), link.port());
        });
        routerPorts.forEach((wiring, candidates) -> {
            recognition.claimBest(wiring.routerPort(), candidates, byUse());
            List<BridgePort> peers = candidates.stream()
                    .flatMap(port -> observed.peer(port.key()).stream())
                    .flatMap(peer -> observed.find(peer, BridgePort.class).stream())
                    .toList();
            recognition.claimBest(
                    wiring.bridgePort(), peers, Comparator.comparing(peer -> !isPeerOf(peer, wiring.routerPort())));
        });
    }

    private void add(Map<Wiring, List<RouterPort>> routerPorts, Key one, Key other) {
        Optional<RouterPort> port = observed.find(one, RouterPort.class);
        Optional<BridgePort> peer = observed.find(other, BridgePort.class);
        if (port.isPresent() && peer.isPresent()) {
            Device router = devices.get(port.get().router());
            Device bridge = devices.get(peer.get().bridge());
            if (router != null && bridge != null) {
                Wiring.between(router, bridge)
                        .ifPresent(wiring -> routerPorts
                                .computeIfAbsent(wiring, none -> new ArrayList<>())
                                .add(port.get()));
            }
        }
    }

    private boolean isPeerOf(BridgePort port, Key routerPort) {
        return observed.peer(port.key())
                .flatMap(recognition::claimed)
                .filter(routerPort::equals)
                .isPresent();
    }

    private void bound(InterfaceNames interfaces) {
        claimBy(
                BridgePort.class,
                port -> subnet(port).flatMap(subnet -> {
                    Optional<String> device = binding(port).map(HostInterfacePort::interfaceName);
                    if (device.filter(LayoutNames::isMetadataTap).isPresent()) {
                        return Optional.of(Keys.subnetMetadataTap(subnet.subnet()));
                    }
                    return device.flatMap(name -> interfaces.boundTo(name, port))
                            .or(() -> device.flatMap(LayoutNames::tap).isPresent()
                                    ? Optional.empty()
                                    : interfaces.guardedBy(port))
                            .map(Keys::interfacePort);
                }));
    }

    private Optional<Device.SubnetBridge> subnet(BridgePort port) {
        return devices.get(port.bridge()) instanceof Device.SubnetBridge subnet
                ? Optional.of(subnet)
                : Optional.empty();
    }

    private Optional<HostInterfacePort> binding(BridgePort port) {
        return observed.find(HostInterfacePort.key(port.key()), HostInterfacePort.class);
    }

    private void addressed() {
        claimBy(RouterPort.class, port -> {
            Device router = devices.get(port.router());
            return router == null ? Optional.empty() : addressed(router, port);
        });
    }

    private Optional<Key> addressed(Device router, RouterPort port) {
        boolean transit = port.network().equals(settings.transit());
        boolean metadata = port.network().equals(settings.metadataTransit());
        if (router == Device.Core.EDGE_ROUTER) {
            return port.address().equals(settings.edgeRouterAddress())
                    ? Optional.of(Keys.EDGE_ROUTER_INNER_PORT)
                    : Optional.empty();
        } else if (router == Device.Core.METADATA_ROUTER) {
            return metadataRouterPort(port);
        } else if (router instanceof Device.VpcRouter vpc) {
            if (transit || metadata) {
                return Optional.of(transit ? Keys.vpcUplink(vpc.vpc()) : Keys.vpcMetadataUplink(vpc.vpc()));
            }
            return subnets.of(vpc.vpc(), port.network())
                    .filter(subnet ->
                            port.address().equals(port.network().network().plus(1)))
                    .map(Keys::subnetRouterPort);
        } else if (router instanceof Device.NatRouter nat) {
            if (transit) {
                return Optional.of(Keys.natGatewayUplink(nat.natGateway()));
            }
            return subnets.isBlock(nat.subnet(), port.network())
                    ? Optional.of(Keys.natGatewaySubnetPort(nat.natGateway()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Key> metadataRouterPort(RouterPort port) {
        if (port.address().equals(settings.metadataRouterAddress())) {
            return Optional.of(Keys.METADATA_ROUTER_INNER_PORT);
        }
        return port.address().equals(settings.metadataLinkAddress())
                ? Optional.of(Keys.METADATA_ROUTER_OUTER_PORT)
                : Optional.empty();
    }

    private void computed(ComputedIds computedIds) {
        Stream.concat(
                        recognition.unclaimed(Kind.PORT, RouterPort.class),
                        recognition.unclaimed(Kind.PORT, BridgePort.class))
                .toList()
                .forEach(port ->
                        computedIds.key(Kind.PORT, port.key()).ifPresent(key -> recognition.claim(port.key(), key)));
    }

    private <P extends Resource> void claimBy(Class<P> type, Function<P, Optional<Key>> read) {
        Map<Key, List<P>> candidates = new TreeMap<>();
        recognition
                .unclaimed(Kind.PORT, type)
                .forEach(port -> read.apply(port)
                        .ifPresent(key -> candidates
                                .computeIfAbsent(key, none -> new ArrayList<>())
                                .add(port)));
        candidates.forEach((key, all) -> recognition.claimBest(key, all, byUse()));
    }

    /** A port that is wired before one that is not, then the one that most routes, entries and bindings name. */
    private <P extends Resource> Comparator<P> byUse() {
        Comparator<P> unwired = Comparator.comparing(
                port -> observed.peer(port.key()).isEmpty() && !observed.contains(HostInterfacePort.key(port.key())));
        Comparator<P> uses = Comparator.comparingLong(
                port -> observed.referringTo(port.key()).count());
        return unwired.thenComparing(uses.reversed());
    }
}
