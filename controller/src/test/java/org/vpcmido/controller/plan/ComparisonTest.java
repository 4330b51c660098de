// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/** midonet-api.md 10: what a PUT changes, and what it cannot. */
@DisplayName("A resource that is there")
class ComparisonTest {
    private static final Key KEY = new Key("vpc/vpc-1/thing");
    private static final Key ONE = new Key("vpc/vpc-1/one");
    private static final Key OTHER = new Key("vpc/vpc-1/other");
    private static final Ipv4 ADDRESS = Ipv4.of("10.0.0.1");

    private static BridgePort bridgePort(Key bridge, Optional<Key> filter) {
        return new BridgePort(KEY, bridge, filter, Optional.empty(), true, 0);
    }

    private static RouterPort routerPort(Ipv4 address, Optional<Key> filter) {
        return new RouterPort(
                KEY, ONE, address, Cidr.of("10.0.0.0/24"), Optional.empty(), filter, Optional.empty(), true);
    }

    @Test
    @DisplayName(
            "as a port gets another filter in place, and is made anew on another device or as another kind of port")
    void ports() {
        BridgePort filtered = bridgePort(ONE, Optional.of(OTHER));
        assertThat(Comparison.onto(filtered, bridgePort(ONE, Optional.empty()))).contains(filtered);
        assertThat(Comparison.onto(filtered, bridgePort(OTHER, Optional.of(OTHER))))
                .isEmpty();
        RouterPort routed = routerPort(ADDRESS, Optional.of(OTHER));
        assertThat(Comparison.onto(routed, routerPort(ADDRESS, Optional.empty())))
                .contains(routed);
        assertThat(Comparison.onto(routed, routerPort(Ipv4.of("10.0.0.2"), Optional.of(OTHER))))
                .isEmpty();
        assertThat(Comparison.onto(routed, filtered)).isEmpty();
        assertThat(Comparison.onto(filtered, routed)).isEmpty();
    }

    @Test
    @DisplayName("as a BGP session gets another peer in place, and is made anew on another router")
    void sessions() {
        BgpPeer wish = new BgpPeer(KEY, ONE, 65000, ADDRESS);
        assertThat(Comparison.onto(wish, new BgpPeer(KEY, ONE, 65001, ADDRESS))).contains(wish);
        assertThat(Comparison.onto(wish, new BgpPeer(KEY, OTHER, 65000, ADDRESS)))
                .isEmpty();
    }

    @Test
    @DisplayName("as a binding is as it is, or is made anew")
    void bindings() {
        HostInterfacePort wish = new HostInterfacePort(ONE, KEY, "em1");
        assertThat(Comparison.onto(wish, wish)).contains(wish);
        assertThat(Comparison.onto(wish, new HostInterfacePort(ONE, KEY, "em2")))
                .isEmpty();
    }

    @Test
    @DisplayName("keeps the names that it has, where they are labels")
    void labels() {
        assertThat(Comparison.onto(new PortGroup(KEY, "ours", "new", true), new PortGroup(KEY, "theirs", "old", false)))
                .contains(new PortGroup(KEY, "theirs", "old", true));
        DhcpHost wish = lease("i-1", "10.0.0.2");
        assertThat(Comparison.onto(wish, lease("eni-1", "10.0.0.1"))).contains(lease("eni-1", "10.0.0.2"));
    }

    private static DhcpHost lease(String name, String address) {
        return new DhcpHost(
                ONE,
                Cidr.of("10.0.0.0/24"),
                MacAddress.of("02:00:00:00:00:01"),
                Optional.of(Ipv4.of(address)),
                Optional.of(name),
                List.of());
    }
}
