// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("The MidoNet host of a node")
class HostsTest {
    private static final Key ZONE = new Key("zone");
    private static final Key ONE = new Key("host-1");
    private static final Key TWO = new Key("host-2");

    private Recognition recognition = new Recognition(Topology.of(List.of()));

    private static Host host(Key key, String name, boolean alive, String... addresses) {
        return new Host(key, name, List.of(addresses).stream().map(Ipv4::of).toList(), alive, List.of());
    }

    private static TunnelZoneHost member(Key host, String address) {
        return new TunnelZoneHost(ZONE, host, Ipv4.of(address));
    }

    /** What the cloud's {@code name} leads to. */
    private Map<String, Key> find(String name, Resource... resources) {
        recognition = new Recognition(Topology.of(List.of(resources)));
        VpcState empty = VpcState.empty(new CloudConfiguration(
                Ipv4.of("192.0.2.254"), "cloud.internal", List.of(Ipv4.of("192.0.2.254")), List.of(), List.of()));
        VpcState cloud = empty.edit()
                .hosts(new TreeMap<>(Map.of(name, new org.vpcmido.model.vpc.Host(name, "one", List.of()))))
                .build();
        return Hosts.find(recognition, cloud);
    }

    @Test
    @DisplayName("has its address on any interface")
    void byAddress() {
        Host.Interface device = new Host.Interface("eth1", true, "Physical", List.of(Ipv4.of("10.0.0.7")));
        Host host = new Host(ONE, "n1", List.of(Ipv4.of("10.9.9.9")), true, List.of(device));
        assertThat(find("10.0.0.7", host)).containsExactly(Map.entry("10.0.0.7", ONE));
    }

    @Test
    @DisplayName("has its name, in whatever case")
    void byName() {
        assertThat(find("Node1.example.com", host(ONE, "node1.Example.COM", false)))
                .containsEntry("Node1.example.com", ONE);
    }

    @Test
    @DisplayName("is still known by its tunnel address when it is down")
    void byTunnelAddress() {
        assertThat(find(
                        "10.0.0.7",
                        new TunnelZone(ZONE, "mido-tz", "gre"),
                        host(ONE, "n1", false),
                        member(ONE, "10.0.0.7")))
                .containsEntry("10.0.0.7", ONE);
    }

    @Test
    @DisplayName("is the living one, when a dead one had the address before")
    void livingFirst() {
        assertThat(find(
                        "10.0.0.7",
                        new TunnelZone(ZONE, "mido-tz", "gre"),
                        host(ONE, "10.0.0.7", false),
                        member(ONE, "10.0.0.7"),
                        host(TWO, "n2", true, "10.0.0.7")))
                .containsEntry("10.0.0.7", TWO);
    }

    @Test
    @DisplayName("is none of two that could be it")
    void ambiguous() {
        assertThat(find("10.0.0.7", host(ONE, "n1", true, "10.0.0.7"), host(TWO, "n2", true, "10.0.0.7")))
                .isEmpty();
        assertThat(recognition.findings()).extracting(Finding::code).containsExactly("ambiguous-host");
    }

    @Test
    @DisplayName("may have an address with the bits of 169.254, which eucanetd took for link-local (5.9, D15)")
    void bitsOfLinkLocal() {
        assertThat(find("171.254.3.4", host(ONE, "n1", true, "171.254.3.4"))).containsEntry("171.254.3.4", ONE);
        assertThat(find("235.255.3.4", host(ONE, "n1", true, "235.255.3.4"))).containsEntry("235.255.3.4", ONE);
    }

    @Test
    @DisplayName("is not known by an address that every host has")
    void linkLocal() {
        assertThat(find("169.254.3.4", host(ONE, "n1", true, "169.254.3.4"))).isEmpty();
        assertThat(find("127.0.0.1", host(ONE, "n1", true, "127.0.0.1"))).isEmpty();
        assertThat(recognition.findings()).isEmpty();
    }
}
