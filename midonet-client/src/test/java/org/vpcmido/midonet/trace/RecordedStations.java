// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * The stations that answered ARP when the verdicts were recorded: on uplinks each gateway's next hop and the 77th
 * address of the outside network, on the metadata port its three services.
 */
final class RecordedStations implements Stations {
    private static final long STATION = 0x020F_0000_0000L;
    private static final MacAddress METADATA = MacAddress.of("02:0f:a9:fe:a9:fe");

    private final Map<Key, Map<Ipv4, MacAddress>> stations = new HashMap<>();

    RecordedStations(Topology topology) {
        topology.all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class)
                .flatMap(binding -> topology.find(binding.port(), RouterPort.class).stream())
                .forEach(port -> stations.put(port.key(), stations(topology, port)));
    }

    private static Map<Ipv4, MacAddress> stations(Topology topology, RouterPort port) {
        Map<Ipv4, MacAddress> stations = new HashMap<>();
        if (port.address().equals(Ipv4.of("169.254.169.249"))) {
            for (String service : new String[] {"169.254.169.250", "169.254.169.253", "169.254.169.254"}) {
                stations.put(Ipv4.of(service), METADATA);
            }
            return stations;
        }
        topology.all(Kind.ROUTE, Route.class)
                .filter(route -> route.nextHopPort().equals(Optional.of(port.key())))
                .flatMap(route -> route.nextHopGateway().stream())
                .forEach(gateway -> stations.put(gateway, mac(gateway)));
        Ipv4 machine = port.network().network().plus(77);
        stations.put(machine, mac(machine));
        return stations;
    }

    private static MacAddress mac(Ipv4 address) {
        return new MacAddress(STATION | address.toLong());
    }

    @Override
    public Optional<MacAddress> answer(Key port, Ipv4 address) {
        return Optional.ofNullable(stations.getOrDefault(port, Map.of()).get(address));
    }
}
