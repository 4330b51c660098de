// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.topology.Identities;

/**
 * Reads a whole topology: the collections that MidoNet lists at a stretch, then what only lists below a parent. Lists
 * are read unfiltered, as eucanetd left some objects without a tenant.
 */
final class Observer {
    private static final List<Kind> WHOLE = List.of(
            Kind.ROUTER,
            Kind.BRIDGE,
            Kind.CHAIN,
            Kind.PORT_GROUP,
            Kind.IP_ADDR_GROUP,
            Kind.PORT,
            Kind.HOST,
            Kind.TUNNEL_ZONE);

    private final ListReader lists;
    private final int readsInFlightMax;
    private final ObservationScope scope;
    private final ObservationBuilder observation = new ObservationBuilder();

    Observer(ListReader lists, int readsInFlightMax, ObservationScope scope) {
        this.lists = lists;
        this.readsInFlightMax = readsInFlightMax;
        this.scope = scope;
    }

    /** To be called once, on the context on which the session's futures complete. */
    Future<Observation> observe() {
        return readAll(WHOLE.stream().map(kind -> new Listing(kind, Path.of(kind.collection()))))
                .compose(read -> readAll(children()))
                .compose(read -> readAll(dhcpHosts()))
                .map(read -> observation.build());
    }

    private Stream<Listing> children() {
        return Stream.of(
                        observation.all(Router.class).filter(scope.routers()).flatMap(this::ofRouter),
                        observation.all(Bridge.class).filter(scope.bridges()).flatMap(this::ofBridge),
                        observation
                                .all(Chain.class)
                                .filter(scope.chains())
                                .map(chain -> below(chain, "chains", "rules", Kind.RULE)),
                        observation
                                .all(PortGroup.class)
                                .map(group -> below(group, "port_groups", "ports", Kind.PORT_GROUP_PORT)),
                        observation
                                .all(TunnelZone.class)
                                .map(zone -> below(zone, "tunnel_zones", "hosts", Kind.TUNNEL_ZONE_HOST)))
                .flatMap(each -> each);
    }

    /** A router without an AS number and without a port on a host holds no BGP session. */
    private Stream<Listing> ofRouter(Router router) {
        Listing routes = below(router, "routers", "routes", Kind.ROUTE);
        boolean speaksBgp = router.asNumber() != 0 || observation.hasBoundPort(router.key());
        return speaksBgp
                ? Stream.of(
                        routes,
                        below(router, "routers", "bgp_peers", Kind.BGP_PEER),
                        below(router, "routers", "bgp_networks", Kind.BGP_NETWORK))
                : Stream.of(routes);
    }

    private Stream<Listing> ofBridge(Bridge bridge) {
        return Stream.of(
                below(bridge, "bridges", "dhcp", Kind.DHCP_SUBNET),
                below(bridge, "bridges", "arp_table", Kind.ARP_ENTRY),
                below(bridge, "bridges", "mac_table", Kind.MAC_ENTRY));
    }

    private Stream<Listing> dhcpHosts() {
        return observation.all(DhcpSubnet.class).map(Listing::hosts);
    }

    private static Listing below(Resource parent, String collection, String children, Kind kind) {
        return new Listing(kind, Path.of(collection, Identities.none().id(parent.key()), children));
    }

    private Future<Void> readAll(Stream<Listing> listings) {
        return Pump.run(
                listings.toList(),
                readsInFlightMax,
                listing -> lists.read(listing).onSuccess(observation::addAll));
    }
}
