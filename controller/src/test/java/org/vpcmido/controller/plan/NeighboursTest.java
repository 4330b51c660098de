// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("A bridge")
class NeighboursTest {
    private static final Key BRIDGE = new Key("subnet/subnet-1/bridge");
    private static final Key OTHER_BRIDGE = new Key("subnet/subnet-2/bridge");
    private static final MacAddress MAC = MacAddress.of("02:00:00:00:00:01");
    private static final MacAddress OTHER_MAC = MacAddress.of("02:00:00:00:00:02");
    private static final Ipv4 ADDRESS = Ipv4.of("10.0.0.11");
    private static final Ipv4 OTHER_ADDRESS = Ipv4.of("10.0.0.12");

    private static final BridgePort PORT = port("i-1", BRIDGE);
    private static final MacEntry AT_PORT = new MacEntry(BRIDGE, MAC, PORT.key(), 0);
    private static final ArpEntry ARP = new ArpEntry(BRIDGE, ADDRESS, MAC);
    private static final DhcpHost LEASE =
            new DhcpHost(BRIDGE, Cidr.of("10.0.0.0/24"), MAC, Optional.of(ADDRESS), Optional.of("i-1"), List.of());

    /** Another machine of the bridge, and one of the same Ethernet address at another bridge. */
    private static final List<Resource> THERE = List.of(
            bridge(BRIDGE),
            bridge(OTHER_BRIDGE),
            port("i-2", BRIDGE),
            port("i-3", OTHER_BRIDGE),
            new MacEntry(BRIDGE, OTHER_MAC, port("i-2", BRIDGE).key(), 0),
            new MacEntry(OTHER_BRIDGE, MAC, port("i-3", OTHER_BRIDGE).key(), 0));

    private static Resource bridge(Key key) {
        return new Bridge(key, "t", "b", true, Optional.empty(), Optional.empty());
    }

    private static BridgePort port(String machine, Key bridge) {
        return new BridgePort(
                Key.of("interface", machine, "port"), bridge, Optional.empty(), Optional.empty(), true, 0);
    }

    private static List<Resource> there(Resource... more) {
        return Stream.concat(THERE.stream(), Stream.of(more)).toList();
    }

    @Test
    @DisplayName("knows the port of a machine that comes before it tells its Ethernet address")
    void comes() {
        ArpEntry otherMachine = new ArpEntry(BRIDGE, OTHER_ADDRESS, OTHER_MAC);
        ArpEntry otherBridge = new ArpEntry(OTHER_BRIDGE, ADDRESS, MAC);
        PlanOrder order = PlanOrder.between(there(), there(PORT, AT_PORT, ARP, otherMachine, otherBridge));
        assertThat(order.comes(PORT)).isLessThan(order.comes(AT_PORT));
        assertThat(order.comes(AT_PORT)).isLessThan(order.comes(ARP));
        assertThat(order.comes(otherMachine)).as("its port is known").isZero();
        assertThat(order.comes(otherBridge)).as("its port is known").isZero();
    }

    @Test
    @DisplayName("tells no Ethernet address of a machine that goes when it no longer knows its port")
    void goes() {
        PlanOrder order = PlanOrder.between(there(PORT, AT_PORT, ARP, LEASE), there());
        assertThat(order.goes(ARP)).isLessThan(order.goes(AT_PORT));
        assertThat(order.goes(AT_PORT)).isLessThan(order.goes(PORT));
    }

    @Test
    @DisplayName("forgets a machine's port late only for what it tells of that machine")
    void goesAlone() {
        ArpEntry wrong = new ArpEntry(BRIDGE, ADDRESS, OTHER_MAC);
        PlanOrder order = PlanOrder.between(there(PORT, AT_PORT, LEASE, wrong), there(PORT, ARP));
        assertThat(order.goes(AT_PORT))
                .as("the wrong entry has another address")
                .isZero();
        assertThat(order.goes(wrong)).isZero();
    }

    @Test
    @DisplayName("that goes takes its tables along, and nothing waits for them")
    void goesAsAWhole() {
        PlanOrder order = PlanOrder.between(there(PORT, AT_PORT, ARP), List.of());
        assertThat(order.waves().stream().flatMap(List::stream).map(Change::key))
                .containsExactlyInAnyOrder(BRIDGE, OTHER_BRIDGE);
    }
}
