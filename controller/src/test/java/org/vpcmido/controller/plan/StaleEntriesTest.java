// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

@DisplayName("An entry of a bridge's table")
class StaleEntriesTest {
    private static final Key BRIDGE = new Key("subnet/subnet-1/bridge");
    private static final Key OTHER_BRIDGE = new Key("subnet/subnet-2/bridge");
    private static final Key PORT = new Key("interface/i-1/port");
    private static final Key OTHER_PORT = new Key("interface/i-2/port");
    private static final MacAddress MAC = MacAddress.of("02:00:00:00:00:01");
    private static final MacAddress OTHER_MAC = MacAddress.of("02:00:00:00:00:02");
    private static final Ipv4 ADDRESS = Ipv4.of("10.0.0.1");
    private static final Ipv4 OTHER_ADDRESS = Ipv4.of("10.0.0.2");
    private static final ArpEntry ARP = new ArpEntry(BRIDGE, ADDRESS, MAC);
    private static final MacEntry AT_PORT = new MacEntry(BRIDGE, MAC, PORT, 0);

    private static Resource port(Key key) {
        return new BridgePort(key, BRIDGE, Optional.empty(), Optional.empty(), true, 0);
    }

    private static DhcpHost lease(Key bridge, MacAddress mac, Ipv4 address) {
        return new DhcpHost(bridge, Cidr.of("10.0.0.0/24"), mac, Optional.of(address), Optional.of("i-1"), List.of());
    }

    /** Why an entry may be deleted, if these are wished for, those are there, and some of those go. */
    private static Optional<String> reason(
            Resource entry, List<Resource> desired, List<Resource> actual, Resource... going) {
        Set<Key> keys = Set.copyOf(List.of(going).stream().map(Resource::key).toList());
        return new StaleEntries(Topology.of(desired), Topology.of(actual), keys::contains).reason(entry);
    }

    @Test
    @DisplayName("stays, whoever wrote it, if nothing speaks against it")
    void stays() {
        List<Resource> actual = List.of(port(PORT), ARP, AT_PORT);
        assertThat(reason(ARP, List.of(), actual)).isEmpty();
        assertThat(reason(AT_PORT, List.of(), actual)).isEmpty();
        assertThat(reason(ARP, List.of(ARP), actual)).isEmpty();
        assertThat(reason(AT_PORT, List.of(AT_PORT), actual)).isEmpty();
        assertThat(reason(port(PORT), List.of(), actual)).isEmpty();
    }

    @Test
    @DisplayName("goes if the address belongs to another machine, or the machine is at another port")
    void contradicted() {
        List<Resource> actual = List.of(port(PORT), port(OTHER_PORT), ARP, AT_PORT);
        assertThat(reason(ARP, List.of(new ArpEntry(BRIDGE, ADDRESS, OTHER_MAC)), actual))
                .contains("10.0.0.1 belongs to " + OTHER_MAC);
        assertThat(reason(AT_PORT, List.of(new MacEntry(BRIDGE, MAC, OTHER_PORT, 0)), actual))
                .contains(MAC + " is at " + OTHER_PORT);
        assertThat(reason(ARP, List.of(new ArpEntry(OTHER_BRIDGE, ADDRESS, OTHER_MAC)), actual))
                .as("another bridge")
                .isEmpty();
        assertThat(reason(AT_PORT, List.of(new MacEntry(BRIDGE, MAC, OTHER_PORT, 7)), actual))
                .as("another VLAN")
                .isEmpty();
        assertThat(reason(ARP, List.of(new ArpEntry(BRIDGE, OTHER_ADDRESS, OTHER_MAC)), actual))
                .as("another address")
                .isEmpty();
    }

    @Test
    @DisplayName("goes with the machine that it was for, and not with that of another bridge")
    void machineGoes() {
        DhcpHost lease = lease(BRIDGE, MAC, OTHER_ADDRESS);
        List<Resource> actual = List.of(port(PORT), lease, ARP, AT_PORT);
        String why = "the machine that it was for is no longer asked for";
        assertThat(reason(ARP, List.of(), actual, lease)).contains(why);
        assertThat(reason(AT_PORT, List.of(), actual, lease)).contains(why);
        assertThat(reason(ARP, List.of(), actual)).as("it stays").isEmpty();
        DhcpHost elsewhere = lease(OTHER_BRIDGE, MAC, ADDRESS);
        assertThat(reason(ARP, List.of(), List.of(port(PORT), elsewhere, ARP), elsewhere))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "of an address goes with its lease, or when the lease gets another address, but not from a living machine")
    void addressGoes() {
        DhcpHost lease = lease(BRIDGE, OTHER_MAC, ADDRESS);
        List<Resource> actual = List.of(port(PORT), lease, ARP);
        assertThat(reason(ARP, List.of(), actual, lease)).isPresent();
        assertThat(reason(ARP, List.of(lease(BRIDGE, MAC, OTHER_ADDRESS)), actual, lease))
                .as("it is a living machine's")
                .isEmpty();
        assertThat(reason(ARP, List.of(lease), actual)).as("still leased").isEmpty();
        assertThat(reason(ARP, List.of(lease(BRIDGE, OTHER_MAC, OTHER_ADDRESS)), actual))
                .as("leased another address")
                .isPresent();
        assertThat(reason(ARP, List.of(), actual))
                .as("not wished for, and stays")
                .isEmpty();
    }

    @Test
    @DisplayName("stays if the machine that goes from there comes again")
    void comesAgain() {
        DhcpHost old = lease(BRIDGE, MAC, ADDRESS);
        DhcpHost again = new DhcpHost(
                BRIDGE, Cidr.of("10.0.1.0/24"), MAC, Optional.of(OTHER_ADDRESS), Optional.of("i-1"), List.of());
        List<Resource> actual = List.of(port(PORT), old, AT_PORT);
        assertThat(reason(AT_PORT, List.of(again), actual, old)).isEmpty();
        assertThat(reason(new ArpEntry(BRIDGE, Ipv4.of("10.0.0.9"), MAC), List.of(again), actual, old))
                .isEmpty();
    }

    @Test
    @DisplayName("goes if its port is gone, or goes")
    void portGoes() {
        assertThat(reason(AT_PORT, List.of(), List.of(AT_PORT))).contains("its port is gone");
        assertThat(reason(AT_PORT, List.of(), List.of(port(PORT), AT_PORT), port(PORT)))
                .contains("its port is gone");
    }
}
