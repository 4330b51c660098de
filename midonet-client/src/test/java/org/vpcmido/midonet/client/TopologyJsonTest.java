// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

@DisplayName("A topology as JSON")
class TopologyJsonTest {
    private static final String CHAIN = "00000000-0000-4000-8000-0000000000c1";
    private static final String RULE = "00000000-0000-4000-8000-0000000000d1";
    private static final String GROUP = "00000000-0000-4000-8000-0000000000e1";
    private static final String BRIDGE = "00000000-0000-4000-8000-0000000000b1";

    /** Members that our records do not hold, so that a dump of ours shows them as of a new object. */
    private static final Set<String> NOT_MODELLED = Set.of("tunnelKey", "hostInterfaces");

    static Stream<String> realTopologies() {
        return RealTopologies.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("realTopologies")
    @DisplayName("brings everything that a real MidoNet wrote, and nothing else")
    void countsMatch(String name) {
        JsonNode raw = RealTopologies.json(name);
        Observation observation = RealTopologies.observation(name);

        assertThat(observation.unreadable()).isEmpty();
        Topology topology = observation.topology();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PORT_LINK) {
                assertThat(topology.all(kind, Resource.class))
                        .as(kind.collection())
                        .hasSize(raw.path(kind.collection()).size());
            }
        }
        assertThat(topology.all(Kind.PORT_LINK, PortLink.class).map(TopologyJsonTest::ends))
                .containsExactlyInAnyOrderElementsOf(links(raw));
        assertThat(topology.activePorts()).hasSize((int) elements(raw.path("ports"))
                .filter(port -> port.path("active").asBoolean())
                .count());
        assertThat(topology.all(Kind.RULE, Rule.class).map(Rule::action)).noneMatch(RuleAction.Other.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("realTopologies")
    @DisplayName("is the same after writing and reading")
    void roundTrip(String name) {
        Topology topology = RealTopologies.observation(name).topology();
        ObjectNode written = TopologyJson.write(topology, Identities.none());

        assertThat(TopologyJson.read(written.toString())).isEqualTo(new Observation(topology, List.of()));
        assertThat(TopologyJson.write(TopologyJson.read(written).topology(), Identities.none()))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("realTopologies")
    @DisplayName("writes what MidoNet wrote, member by member")
    void writesAsTheServerDoes(String name) {
        JsonNode raw = RealTopologies.json(name);
        JsonNode written = TopologyJson.write(RealTopologies.observation(name).topology(), Identities.none());

        for (Kind kind : Kind.values()) {
            Map<String, JsonNode> byUri = new HashMap<>();
            elements(raw.path(kind.collection()))
                    .forEach(object -> byUri.put(object.path("uri").asText(), object));
            elements(written.path(kind.collection())).forEach(object -> {
                String uri = object.path("uri").asText();
                JsonNode original = byUri.getOrDefault(uri, object);
                assertThat(byUri).containsKey(uri);
                object.properties().stream()
                        .filter(member -> !NOT_MODELLED.contains(member.getKey()))
                        .forEach(member -> assertThat(asSet(member.getKey(), member.getValue()))
                                .as(uri + " " + member.getKey())
                                .isEqualTo(asSet(member.getKey(), original.path(member.getKey()))));
            });
        }
    }

    @Test
    @DisplayName("is ordered: rules by chain and position, group members by address, the rest by id")
    void ordered() {
        JsonNode written = TopologyJson.write(
                RealTopologies.observation("multi-vpc-complete").topology(), Identities.none());

        assertThat(elements(written.path("rules"))
                        .map(rule -> rule.path("chainId").asText()
                                + String.format("%03d", rule.path("position").asInt())))
                .isSorted();
        assertThat(elements(written.path("routers"))
                        .map(router -> router.path("id").asText()))
                .isSorted();
        assertThat(elements(written.path("ip_addr_group_addrs"))
                        .map(member -> member.path("ipAddrGroupId").asText()
                                + Ipv4.of(member.path("addr").asText()).toLong()))
                .isSorted();
    }

    @Test
    @DisplayName("places DHCP, ARP and MAC entries by their URIs, whatever host wrote them")
    void placedByUri() {
        Topology topology = read("""
                {"dhcp_hosts": [{"macAddr": "D0:0D:00:00:00:01", "ipAddr": "10.0.0.5", "name": null, "extraDhcpOpts": null,
                    "uri": "https://proxy.example/deep/base/bridges/%s/dhcp/10.0.0.0_24/hosts/D0:0D:00:00:00:01"}],
                 "arp_table": [{"ip": "10.0.0.5", "mac": "d0:0d:00:00:00:01",
                    "uri": "/bridges/%s/arp_table/10.0.0.5_d0-0d-00-00-00-01"}]}
                """.formatted(BRIDGE, BRIDGE)).topology();

        Key bridge = Key.observed(Kind.BRIDGE, UUID.fromString(BRIDGE));
        assertThat(topology.all(Kind.DHCP_HOST, DhcpHost.class)).singleElement().satisfies(host -> {
            assertThat(host.bridge()).isEqualTo(bridge);
            assertThat(host.subnet()).hasToString("10.0.0.0/24");
        });
        assertThat(topology.all(Kind.ARP_ENTRY, ArpEntry.class).map(ArpEntry::bridge))
                .containsExactly(bridge);
    }

    @Test
    @DisplayName("finds a binding in the port alone")
    void bindingOfThePort() {
        Topology topology = read("""
                {"ports": [{"type": "Bridge", "id": "%s", "deviceId": "%s", "adminStateUp": true, "hostId": "%s", "interfaceName": "vn_i-1"}]}
                """.formatted(RULE, BRIDGE, GROUP)).topology();

        assertThat(topology.all(Kind.HOST_INTERFACE_PORT, Resource.class)).hasSize(1);
    }

    @Test
    @DisplayName("reports what it cannot express, and goes on")
    void unreadable() {
        Observation observation = read("""
                {"ip_addr_groups": [{"id": "%1$s", "name": "g"}],
                 "ip_addr_group_addrs": [{"version": 6, "addr": "2001:db8:0:0:0:0:0:1", "ipAddrGroupId": "%1$s"},
                                         {"version": 4, "addr": "10.0.0.1", "ipAddrGroupId": "%1$s"}],
                 "dhcp_subnets": [{"subnetPrefix": "10.0.4.7", "subnetLength": 24, "enabled": true,
                                   "uri": "/bridges/%2$s/dhcp/10.0.4.7_24"}],
                 "ports": [{"type": "Vxlan", "id": "%3$s", "deviceId": "%2$s"}],
                 "routers": [{"id": "not-an-id", "name": "r"}, 7, null],
                 "vteps": []}
                """.formatted(GROUP, BRIDGE, RULE));

        assertThat(observation.topology().all(Kind.IP_ADDR_GROUP_ADDR, IpAddrGroupAddr.class))
                .singleElement()
                .extracting(IpAddrGroupAddr::address)
                .hasToString("10.0.0.1");
        assertThat(observation.topology().all(Kind.IP_ADDR_GROUP, IpAddrGroup.class))
                .hasSize(1);
        assertThat(observation.unreadable())
                .hasSize(7)
                .anyMatch(line -> line.contains("2001:db8"))
                .anyMatch(line -> line.contains("10.0.4.7 has bits set behind its prefix of 24"))
                .anyMatch(line -> line.contains("Vxlan"))
                .anyMatch(line -> line.contains("not-an-id"))
                .anyMatch(line -> line.contains("vteps"));
    }

    @Test
    @DisplayName("keeps a rule that it cannot model as one that can be told from others, with the groups it stands on")
    void rulesNotModelled() {
        Topology topology = read("""
                {"rules": [
                  {"type": "accept", "id": "%1$s", "chainId": "%2$s", "position": 1, "nwProto": 6, "ipAddrGroupSrc": "%3$s",
                   "tpDst": {"start": 1, "end": 70000}, "fragmentPolicy": "header", "type": "accept"},
                  {"type": "l2_transform", "id": "%4$s", "chainId": "%2$s", "position": 2, "flowAction": "redirect", "pushVlan": 7, "fragmentPolicy": "any"}]}
                """.formatted(RULE, CHAIN, GROUP, BRIDGE)).topology();

        List<Rule> rules = topology.rules(Key.observed(Kind.CHAIN, UUID.fromString(CHAIN)));
        assertThat(rules).allMatch(rule -> rule.action() instanceof RuleAction.Other);
        assertThat(rules.get(0).content()).contains("accept").contains("70000");
        assertThat(rules.get(0).references()).contains(Key.observed(Kind.IP_ADDR_GROUP, UUID.fromString(GROUP)));
        assertThat(rules.get(1).content()).contains("l2_transform").contains("\"pushVlan\":7");
        assertThat(TopologyJson.read(TopologyJson.write(topology, Identities.none()))
                        .topology())
                .isEqualTo(topology);
    }

    @Test
    @DisplayName("clears host bits where agents mask them: in rules and routes")
    void hostBits() {
        Topology topology = read("""
                {"rules": [{"type": "drop", "id": "%s", "chainId": "%s", "position": 1, "nwSrcAddress": "10.0.0.3", "nwSrcLength": 24}]}
                """.formatted(RULE, CHAIN)).topology();

        assertThat(topology.all(Kind.RULE, Rule.class).map(Rule::content)).containsExactly("drop nwSrc=10.0.0.0/24");
    }

    @Test
    @DisplayName("is refused when it is not one")
    void refused() {
        assertThatThrownBy(() -> TopologyJson.read("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TopologyJson.read("{\"routers\": [")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TopologyJson.read("{} {}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TopologyJson.read("{\"routers\": {}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("routers");
    }

    private static Observation read(String json) {
        return TopologyJson.read(json);
    }

    private static Set<String> ends(PortLink link) {
        return Stream.of(link.port(), link.peer())
                .map(key -> key.observedId().orElseThrow().toString())
                .collect(Collectors.toSet());
    }

    private static Set<Set<String>> links(JsonNode raw) {
        return elements(raw.path("ports"))
                .filter(port -> port.path("peerId").isTextual())
                .map(port ->
                        Set.of(port.path("id").asText(), port.path("peerId").asText()))
                .collect(Collectors.toSet());
    }

    /** Group members are a set: the server lists them in the order of their making. */
    private static Object asSet(String name, JsonNode value) {
        return name.equals("ipAddrPorts") ? elements(value).collect(Collectors.toSet()) : value;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
