// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;

/** Parts of a topology as they were read anew; {@link Observation#with} puts them in their places. */
public final class Rereading {
    private final Map<Part, Optional<ObservationBuilder>> read;
    private final Set<Key> items = new HashSet<>();
    private final Set<Key> gone = new HashSet<>();
    private final Set<Listed> lists = new HashSet<>();

    private record Listed(Kind kind, Key parent) {}

    /**
     * @param read what was found, under observed keys; empty for an object that does not exist
     */
    Rereading(Map<Part, Optional<ObservationBuilder>> read) {
        this.read = new LinkedHashMap<>(read);
        this.read.forEach((part, found) -> {
            if (part instanceof Part.Item item) {
                items.add(item.key());
                if (found.isEmpty()) {
                    gone.add(item.key());
                }
            } else if (part instanceof Part.Contents list) {
                lists.add(new Listed(list.kind(), list.parentKey()));
                found.stream()
                        .filter(ports -> list.kind() == Kind.PORT)
                        .flatMap(ports -> ports.all(Resource.class))
                        .filter(Port.class::isInstance)
                        .forEach(port -> items.add(port.key()));
            }
        });
    }

    /** What was read before, but for what was read anew. */
    Observation into(Observation before) {
        Topology topology = before.topology();
        ObservationBuilder observation = new ObservationBuilder();
        before.unreadable().forEach(observation::unreadable);
        topology.resources().stream()
                .filter(resource -> !isTold(resource, topology) && !isGone(resource, topology))
                .forEach(resource -> observation.add(resource, topology.activePorts()));
        read.values().forEach(found -> found.ifPresent(observation::addAll));
        return observation.build();
    }

    /** Whether what was read anew says all that there is to say about a resource. */
    private boolean isTold(Resource resource, Topology before) {
        if (resource instanceof PortLink link) {
            return isPortTold(link.port(), before) || isPortTold(link.peer(), before);
        } else if (resource instanceof HostInterfacePort binding) {
            return isPortTold(binding.port(), before);
        } else if (resource instanceof IpAddrGroupAddr member) {
            return items.contains(member.group());
        }
        return items.contains(resource.key()) || isListed(resource);
    }

    private boolean isPortTold(Key port, Topology before) {
        return items.contains(port)
                || before.find(port)
                        .filter(resource -> isTold(resource, before))
                        .isPresent();
    }

    private boolean isListed(Resource resource) {
        Kind kind = resource.kind() == Kind.DHCP_HOST ? Kind.DHCP_SUBNET : resource.kind();
        return parent(resource)
                .filter(parent -> lists.contains(new Listed(kind, parent)))
                .isPresent();
    }

    private static Optional<Key> parent(Resource resource) {
        if (resource instanceof PortGroupPort member) {
            return Optional.of(member.group());
        } else if (resource instanceof DhcpHost host) {
            return Optional.of(host.bridge());
        } else if (resource instanceof Route route) {
            return Optional.of(route.router());
        }
        return resource.owner();
    }

    /** What is below an object that is gone, or joins it to something, is gone as well (midonet-api.md 8). */
    private boolean isGone(Resource resource, Topology before) {
        boolean joins = resource instanceof PortLink
                || resource instanceof PortGroupPort
                || resource instanceof TunnelZoneHost
                || resource instanceof Route;
        if (joins) {
            return resource.references().stream().anyMatch(end -> isGone(end, before));
        }
        return isGone(resource.key(), before);
    }

    private boolean isGone(Key key, Topology before) {
        return gone.contains(key)
                || before.find(key)
                        .filter(resource -> isMissing(resource)
                                || resource.owner()
                                        .filter(owner -> isGone(owner, before))
                                        .isPresent())
                        .isPresent();
    }

    /** Whether it is a port that the list of its device's ports no longer has. */
    private boolean isMissing(Resource resource) {
        return resource instanceof Port && isListed(resource) && !items.contains(resource.key());
    }
}
