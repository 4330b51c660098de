// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.Change.Action;
import org.vpcmido.midonet.client.Part;
import org.vpcmido.midonet.client.Part.Contents;
import org.vpcmido.midonet.client.Part.Item;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;

/** Which parts of MidoNet a plan touches: what has to be as it is thought to be, and what is another afterwards. */
final class Touched {
    /** What hangs on objects without being told by them. */
    private static final Map<Kind, List<Kind>> CONTENTS = Map.of(
            Kind.ROUTER, List.of(Kind.ROUTE, Kind.BGP_PEER, Kind.BGP_NETWORK, Kind.PORT),
            Kind.BRIDGE, List.of(Kind.DHCP_SUBNET, Kind.ARP_ENTRY, Kind.MAC_ENTRY, Kind.PORT),
            Kind.CHAIN, List.of(Kind.RULE),
            Kind.PORT_GROUP, List.of(Kind.PORT_GROUP_PORT),
            Kind.TUNNEL_ZONE, List.of(Kind.TUNNEL_ZONE_HOST));

    private final PlanResult plan;
    private final Set<Part> parts = new LinkedHashSet<>();

    private Touched(PlanResult plan) {
        this.plan = plan;
    }

    /**
     * What a plan stands on, as far as it is there: what it changes, what goes along, and what that refers to.
     *
     * @param observed from which it was planned, under observed keys
     */
    static Set<Part> before(PlanResult plan, Topology observed) {
        Touched touched = new Touched(plan);
        Stream.concat(plan.plan().changes().map(Change::subject), plan.plan().implied().stream())
                .forEach(resource -> {
                    touched.add(resource);
                    touched.addEnds(resource);
                });
        plan.plan()
                .changes()
                .filter(change -> change.action() == Action.DELETE)
                .forEach(change -> touched.addContents(change.subject()));
        touched.parts.removeIf(part -> !observed.contains(home(part)));
        return touched.parts;
    }

    /** What was written, whether it was answered or not, and what MidoNet changes along with it. */
    static Set<Part> after(PlanResult plan, List<Outcome> outcomes) {
        Touched touched = new Touched(plan);
        Set<Key> gone = new HashSet<>();
        for (Outcome outcome : outcomes) {
            Resource subject = outcome.change().subject();
            if (outcome.status() == Status.APPLIED || outcome.status() == Status.FAILED) {
                touched.add(subject);
                if (outcome.change().action() == Action.CREATE) {
                    touched.addContents(subject);
                } else if (outcome.change().action() == Action.DELETE) {
                    gone.add(subject.key());
                }
            }
        }
        // What goes along with its owner is known to be gone when the owner is; what it hung on else is read.
        plan.plan().implied().forEach(resource -> gone.add(resource.key()));
        plan.plan().implied().stream()
                .filter(resource -> !resource.kind().hasId() || resource instanceof Route)
                .forEach(touched::add);
        Set<UUID> goneIds = gone.stream().map(touched::id).collect(Collectors.toUnmodifiableSet());
        touched.parts.removeIf(part -> part instanceof Contents list && goneIds.contains(list.parent()));
        return touched.parts;
    }

    private static Key home(Part part) {
        return part instanceof Item item ? item.key() : ((Contents) part).parentKey();
    }

    private void add(Resource resource) {
        if (resource instanceof PortLink link) {
            item(Kind.PORT, link.port());
            item(Kind.PORT, link.peer());
        } else if (resource instanceof HostInterfacePort binding) {
            item(Kind.PORT, binding.port());
        } else if (resource instanceof IpAddrGroupAddr member) {
            item(Kind.IP_ADDR_GROUP, member.group());
        } else if (resource instanceof Rule rule) {
            contents(Kind.RULE, Kind.CHAIN, rule.chain());
        } else if (resource instanceof Route || resource instanceof BgpPeer || resource instanceof BgpNetwork) {
            contents(resource.kind(), Kind.ROUTER, router(resource));
        } else if (resource.kind().hasId()) {
            item(resource.kind(), resource.key());
            addLocalRoute(resource);
        } else {
            addTableOrGroup(resource);
        }
    }

    private void addTableOrGroup(Resource resource) {
        if (resource instanceof PortGroupPort member) {
            contents(Kind.PORT_GROUP_PORT, Kind.PORT_GROUP, member.group());
        } else if (resource instanceof TunnelZoneHost member) {
            contents(Kind.TUNNEL_ZONE_HOST, Kind.TUNNEL_ZONE, member.zone());
        } else if (resource instanceof DhcpSubnet subnet) {
            contents(Kind.DHCP_SUBNET, Kind.BRIDGE, subnet.bridge());
        } else if (resource instanceof DhcpHost host) {
            contents(Kind.DHCP_SUBNET, Kind.BRIDGE, host.bridge());
        } else if (resource instanceof ArpEntry entry) {
            contents(Kind.ARP_ENTRY, Kind.BRIDGE, entry.bridge());
        } else if (resource instanceof MacEntry entry) {
            contents(Kind.MAC_ENTRY, Kind.BRIDGE, entry.bridge());
        }
    }

    /** MidoNet makes a route to each port of a router by itself. */
    private void addLocalRoute(Resource resource) {
        if (resource instanceof RouterPort port) {
            contents(Kind.ROUTE, Kind.ROUTER, port.router());
        }
    }

    private static Key router(Resource resource) {
        if (resource instanceof BgpPeer peer) {
            return peer.router();
        }
        return resource instanceof Route route ? route.router() : ((BgpNetwork) resource).router();
    }

    /** What it refers to: that has to be there, and be what it is thought to be. */
    private void addEnds(Resource resource) {
        resource.references()
                .forEach(key -> plan.adoption()
                        .topology()
                        .find(key)
                        .filter(end -> end.kind().hasId())
                        .ifPresent(end -> item(end.kind(), key)));
    }

    private void addContents(Resource parent) {
        CONTENTS.getOrDefault(parent.kind(), List.of()).forEach(kind -> contents(kind, parent.kind(), parent.key()));
    }

    private void item(Kind kind, Key key) {
        parts.add(new Item(kind, id(key)));
    }

    private void contents(Kind kind, Kind parentKind, Key parent) {
        parts.add(new Contents(kind, parentKind, id(parent)));
    }

    private UUID id(Key key) {
        return plan.adoption().identities().id(key);
    }
}
