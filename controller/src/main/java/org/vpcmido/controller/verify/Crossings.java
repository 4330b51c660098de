// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Stations;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Service;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/**
 * Where a cloud and its topology touch: which port stands for which endpoint, and which machines stand behind the ports.
 * Machines of the outside stand behind every uplink, and answer ARP for every address of the uplink's network that is
 * neither MidoNet's nor of the cloud's public pool.
 */
final class Crossings implements Stations {
    private static final long STATION_MACS = 0x0200_0000_0000L;

    private final VpcState cloud;
    private final Topology topology;
    private final LayoutSettings settings;
    private final Map<Key, NetworkInterface> interfaces = new HashMap<>();
    private final Map<Key, UplinkGateway> uplinks = new HashMap<>();
    private final List<Key> boundUplinks;

    /** @param topology with logical keys */
    Crossings(VpcState cloud, Topology topology, LayoutSettings settings) {
        this.cloud = cloud;
        this.topology = topology;
        this.settings = settings;
        cloud.interfaces().values().forEach(each -> interfaces.put(port(each), each));
        cloud.configuration().gateways().forEach(each -> uplinks.put(port(each), each));
        this.boundUplinks =
                uplinks.keySet().stream().filter(this::isBound).sorted().toList();
    }

    Optional<NetworkInterface> networkInterface(NetworkInterfaceId id) {
        return Optional.ofNullable(cloud.interfaces().get(id));
    }

    /** The port of an interface, whether MidoNet has it or not. */
    static Key port(NetworkInterface each) {
        return Keys.interfacePort(each.nameInMidonet());
    }

    private static Key port(UplinkGateway gateway) {
        return Keys.gatewayPort(gateway.host(), gateway.device());
    }

    /** The uplinks that packets can go through, in order of their keys. */
    List<Key> uplinks() {
        return boundUplinks;
    }

    /** Where {@code packet} enters from the outside: always the same uplink for equal packets. */
    Optional<Key> uplink(Packet packet) {
        return boundUplinks.isEmpty()
                ? Optional.empty()
                : Optional.of(boundUplinks.get(Math.floorMod(packet.hashCode(), boundUplinks.size())));
    }

    /** Whether packets can enter and leave at a port: it exists, and is bound to a host. */
    boolean isBound(Key port) {
        return topology.contains(HostInterfacePort.key(port));
    }

    /** Which endpoint a packet came out at; empty for a port that stands for none. */
    Optional<Endpoint> endpoint(Key port, Optional<Ipv4> destination) {
        NetworkInterface networkInterface = interfaces.get(port);
        if (networkInterface != null) {
            return Optional.of(new Endpoint.AtInterface(networkInterface.id()));
        } else if (uplinks.containsKey(port)) {
            return Optional.of(new Endpoint.Outside());
        } else if (!port.equals(Keys.METADATA_ROUTER_OUTER_PORT)) {
            return Optional.empty();
        }
        return destination
                .map(address -> address.equals(settings.dnsAddress()) ? Service.RESOLVER : Service.METADATA)
                .map(Endpoint.AtService::new);
    }

    /** Whether a port is the tap of a subnet, which carries nothing of use. */
    static boolean isSubnetTap(Key port) {
        return port.path().startsWith("subnet/") && port.path().endsWith("/metadata-tap-port");
    }

    @Override
    public Optional<MacAddress> answer(Key port, Ipv4 address) {
        NetworkInterface networkInterface = interfaces.get(port);
        if (networkInterface != null) {
            return Optional.of(networkInterface)
                    .filter(each -> each.privateAddress().equals(address))
                    .map(NetworkInterface::mac);
        } else if (port.equals(Keys.METADATA_ROUTER_OUTER_PORT)) {
            boolean isService = address.equals(settings.metadataAddress()) || address.equals(settings.dnsAddress());
            return isService ? Optional.of(station(address)) : Optional.empty();
        }
        UplinkGateway uplink = uplinks.get(port);
        return uplink != null && isOutside(uplink, address) ? Optional.of(station(address)) : Optional.empty();
    }

    /** The Ethernet address of the machine that packets from the outside come from at an uplink. */
    MacAddress nextHop(Key uplink) {
        return Optional.ofNullable(uplinks.get(uplink))
                .map(gateway -> station(gateway.nextHop()))
                .orElse(station(Ipv4.ANY));
    }

    /** The Ethernet address of the machine that offers the cloud's services. */
    MacAddress services() {
        return station(settings.metadataAddress());
    }

    private boolean isOutside(UplinkGateway uplink, Ipv4 address) {
        return address.equals(uplink.nextHop())
                || (uplink.network().contains(address)
                        && !isPortOfUs(address)
                        && cloud.configuration().publicAddresses().stream()
                                .noneMatch(range -> range.contains(address)));
    }

    private boolean isPortOfUs(Ipv4 address) {
        return uplinks.keySet().stream()
                .flatMap(port -> topology.find(port, RouterPort.class).stream())
                .anyMatch(port -> port.address().equals(address));
    }

    private static MacAddress station(Ipv4 address) {
        return new MacAddress(STATION_MACS ^ address.toLong());
    }
}
