// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;

/**
 * The names that verdicts use: {@code eucart/10.116.133.11} for a router port, the interface for an exterior bridge
 * port, {@code eucabr/peer=eucart/169.254.0.1} for a linked one, {@code router:eucart} and {@code bridge:eucabr}.
 */
final class PortNames {
    private final Topology topology;
    private final Map<Key, String> names = new HashMap<>();
    private final Map<String, Key> keys = new HashMap<>();

    PortNames(Topology topology) {
        this.topology = topology;
        topology.all(Kind.PORT, RouterPort.class).forEach(port -> add(port.key(), routerPort(port)));
        topology.all(Kind.PORT, BridgePort.class).forEach(port -> add(port.key(), bridgePort(port)));
        topology.all(Kind.ROUTER, Router.class).forEach(router -> add(router.key(), "router:" + router.name()));
        topology.all(Kind.BRIDGE, Bridge.class).forEach(bridge -> add(bridge.key(), "bridge:" + bridge.name()));
    }

    String name(Key key) {
        return names.getOrDefault(key, key.path());
    }

    Key key(String name) {
        Key key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException("the topology has nothing called " + name);
        }
        return key;
    }

    private void add(Key key, String name) {
        names.put(key, name);
        keys.put(name, key);
    }

    private String routerPort(RouterPort port) {
        return deviceName(port.router()) + "/" + port.address();
    }

    private String bridgePort(BridgePort port) {
        Optional<HostInterfacePort> binding = topology.find(HostInterfacePort.key(port.key()), HostInterfacePort.class);
        return binding.map(HostInterfacePort::interfaceName)
                .orElseGet(() -> deviceName(port.bridge()) + "/peer="
                        + topology.peer(port.key())
                                .flatMap(peer -> topology.find(peer, RouterPort.class))
                                .map(this::routerPort)
                                .orElse("none"));
    }

    private String deviceName(Key device) {
        Resource resource = topology.find(device).orElseThrow();
        return resource instanceof Router router ? router.name() : ((Bridge) resource).name();
    }
}
