// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;

/** The ports of a topology with their bindings, links and groups. */
final class PortIndex {
    private final Topology topology;
    private final ChainIndex chains;
    private final Map<Key, Key> hosts;
    private final Map<Key, Set<Key>> groupsOfPort;
    private final Map<Key, Set<Key>> hostsOfStatefulGroup = new HashMap<>();

    PortIndex(Topology topology, ChainIndex chains) {
        this.topology = topology;
        this.chains = chains;
        this.hosts = topology.all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class)
                .collect(Collectors.toMap(HostInterfacePort::port, HostInterfacePort::host));
        this.groupsOfPort = topology.all(Kind.PORT_GROUP_PORT, PortGroupPort.class)
                .collect(Collectors.groupingBy(
                        PortGroupPort::port, Collectors.mapping(PortGroupPort::group, Collectors.toSet())));
        topology.all(Kind.PORT_GROUP, PortGroup.class)
                .filter(PortGroup::stateful)
                .forEach(group -> hostsOfStatefulGroup.put(group.key(), hostsOf(group.key())));
    }

    Map<Key, PortNode> ports() {
        return Stream.concat(
                        topology.all(Kind.PORT, RouterPort.class).map(this::routerPort),
                        topology.all(Kind.PORT, BridgePort.class)
                                .map(port -> node(port, Optional.empty(), port.vlanId())))
                .collect(Collectors.toMap(PortNode::key, port -> port));
    }

    private PortNode routerPort(RouterPort port) {
        return node(
                port,
                Optional.of(new PortNode.RouterAddress(port.address(), port.network(), NetworkBuilder.macOf(port))),
                0);
    }

    private PortNode node(Port port, Optional<PortNode.RouterAddress> address, int vlanId) {
        Set<Key> groups = groupsOfPort.getOrDefault(port.key(), Set.of());
        Optional<Key> host = Optional.ofNullable(hosts.get(port.key()));
        Set<Key> sharingHosts = new HashSet<>();
        host.ifPresent(sharingHosts::add);
        groups.forEach(group -> sharingHosts.addAll(hostsOfStatefulGroup.getOrDefault(group, Set.of())));
        return new PortNode(
                port.key(),
                port.device(),
                port.adminStateUp(),
                chains.chain(port.inboundFilter()),
                chains.chain(port.outboundFilter()),
                topology.peer(port.key()),
                host,
                groups,
                sharingHosts,
                address,
                vlanId);
    }

    private Set<Key> hostsOf(Key group) {
        return topology.referringTo(group, PortGroupPort.class)
                .flatMap(member -> Optional.ofNullable(hosts.get(member.port())).stream())
                .collect(Collectors.toSet());
    }
}
