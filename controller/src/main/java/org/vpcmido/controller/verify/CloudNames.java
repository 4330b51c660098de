// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.vpc.VpcState;

/** What MidoNet's objects are called: by the cloud, by MidoNet's ids, and by the names that people see there. */
public final class CloudNames {
    private static final List<String> OF_THE_CLOUD =
            List.of("vpc", "subnet", "nat-gateway", "network-acl", "security-group", "interface");

    private final Topology topology;
    private final Identities identities;
    private final Map<String, String> interfaces = new HashMap<>();

    /**
     * @param cloud tells interfaces that go by their instance's id in MidoNet
     * @param topology with logical keys, as adoption gives it
     * @param identities the ids behind them
     */
    public CloudNames(VpcState cloud, Topology topology, Identities identities) {
        this.topology = topology;
        this.identities = identities;
        cloud.interfaces()
                .values()
                .forEach(each ->
                        interfaces.put(each.nameInMidonet().value(), each.id().value()));
    }

    /** The cloud id that an object serves; empty for what serves the cloud as a whole, or is not ours. */
    public Optional<String> cloudId(Key key) {
        String[] names = key.path().split("/", -1);
        if (names.length < 2 || !OF_THE_CLOUD.contains(names[0])) {
            return Optional.empty();
        }
        String id = names[1];
        return Optional.of(names[0].equals("interface") ? interfaces.getOrDefault(id, id) : id);
    }

    /** Everything of MidoNet that serves a cloud id lies below this. */
    public Optional<Key> root(String cloudId) {
        String name = interfaces.entrySet().stream()
                .filter(each -> each.getValue().equals(cloudId))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(cloudId);
        return OF_THE_CLOUD.stream()
                .map(kind -> Key.of(kind, name))
                .filter(root -> topology.resources().stream()
                        .anyMatch(each -> each.key().isWithin(root)))
                .findFirst();
    }

    /** The id in MidoNet; empty for an object with a natural key, or one that is not in MidoNet. */
    public Optional<UUID> midonetId(Key key) {
        return identities.found(key);
    }

    /** The name that MidoNet shows for an object, where it has one. */
    public Optional<String> name(Key key) {
        return topology.find(key).flatMap(CloudNames::name);
    }

    /** What stands behind a port: for example {@code vn_i-1 on 192.0.2.21}. */
    public Optional<String> binding(Key port) {
        return topology.find(HostInterfacePort.key(port), HostInterfacePort.class)
                .map(bound -> bound.interfaceName() + " on "
                        + topology.find(bound.host(), Host.class)
                                .map(Host::name)
                                .orElse(bound.host().path()));
    }

    /** What an object is for, in plain words. */
    public String role(Key key) {
        return cloudId(key).orElseGet(() -> {
            if (key.isWithin(Keys.EDGE_ROUTER) || key.path().startsWith("gateway/")) {
                return "edge router";
            } else if (key.isWithin(Keys.EDGE_BRIDGE)) {
                return "edge bridge";
            } else if (key.isObserved()) {
                return "not of this cloud";
            }
            return key.path().startsWith("metadata/") ? "metadata" : key.path();
        });
    }

    private static Optional<String> name(Resource resource) {
        if (resource instanceof Router router) {
            return Optional.of(router.name());
        } else if (resource instanceof Bridge bridge) {
            return Optional.of(bridge.name());
        } else if (resource instanceof Chain chain) {
            return Optional.of(chain.name());
        } else if (resource instanceof IpAddrGroup group) {
            return Optional.of(group.name());
        } else if (resource instanceof PortGroup group) {
            return Optional.of(group.name());
        } else if (resource instanceof Host host) {
            return Optional.of(host.name());
        } else if (resource instanceof HostInterfacePort bound) {
            return Optional.of(bound.interfaceName());
        }
        return resource instanceof TunnelZone zone ? Optional.of(zone.name()) : Optional.empty();
    }
}
