// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Content negotiation")
class NegotiationContractTest extends MidonetContract {
    /**
     * A row of the table in midonet-observed.md 2: status with the vendor type, with plain JSON, with no Accept, of the
     * item and of the list; status of a POST in plain JSON.
     */
    record Row(String path, String item, String name, List<Integer> single, List<Integer> list, String body, int json) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Integer> A = List.of(200, 200, 406);
    private static final List<Integer> A_VENDOR = List.of(200, 406, 406);
    private static final List<Integer> B = List.of(200, 200, 200);
    private static final List<Integer> B_VENDOR = List.of(200, 406, 200);

    static Stream<Row> rows() {
        String router = router();
        String bridge = bridge();
        String chain = chain();
        String port = bridgePort(bridge);
        String gateway = routerPort(router, "10.0.0.1", 24);
        String host = host();
        String zone = tunnelZone();
        String group = create("/ip_addr_groups", "IpAddrGroup-v1", "{'name':'g'}");
        String ports = create("/port_groups", "PortGroup-v1", "{}");
        String dhcp = "/bridges/" + bridge + "/dhcp";
        create(dhcp, "DhcpSubnet-v2", "{'subnetPrefix':'10.0.0.0','subnetLength':24}");
        create(dhcp + "/10.0.0.0_24/hosts", "DhcpHost-v2", "{'macAddr':'02:00:00:00:00:01'}");
        create(
                "/tunnel_zones/" + zone + "/hosts",
                "TunnelZoneHost-v1",
                "{'hostId':'" + host + "','ipAddress':'1.1.1.1'}");
        create("/port_groups/" + ports + "/ports", "PortGroupPort-v1", "{'portId':'" + port + "'}");
        create("/hosts/" + host + "/ports", "HostInterfacePort-v1", "{'portId':'" + port + "','interfaceName':'v'}");
        create("/ip_addr_groups/" + group + "/ip_addrs", "IpAddrGroupAddr-v1", "{'addr':'1.1.1.1','version':4}");
        create("/bridges/" + bridge + "/arp_table", "IP4Mac-v1", "{'ip':'1.1.1.1','mac':'02:00:00:00:00:01'}");
        create(
                "/bridges/" + bridge + "/mac_table",
                "MacPort-v2",
                "{'macAddr':'02:00:00:00:00:01','portId':'" + port + "'}");
        String route = get("/routers/" + router + "/routes", "collection.Route-v1")
                .each("id")
                .get(0);
        String peers = "/routers/" + router + "/bgp_peers";
        String peer = create(peers, "BgpPeer-v1", "{'asNumber':1,'address':'1.1.1.1'}");
        String networks = "/routers/" + router + "/bgp_networks";
        String network = create(networks, "BgpNetwork-v1", "{'subnetAddress':'1.1.1.0'}");
        String rule = rule(chain, "{'type':'drop'}");
        String any = "{'name':'" + UUID.randomUUID() + "','type':'gre'}";
        return Stream.of(
                new Row("/routers", "/routers/" + router, "Router-v3", A, A, "{}", 201),
                new Row("/bridges", "/bridges/" + bridge, "Bridge-v4", A, A, "{}", 201),
                new Row("/bridges", "/bridges/" + bridge, "Bridge-v5", A, A, "{}", 201),
                new Row("/bridges/" + bridge + "/ports", "/ports/" + port, "Port-v3", A, A, "{'type':'Bridge'}", 201),
                new Row("/bridges/" + bridge + "/ports", "/ports/" + port, "Port-v4", A, A, "{'type':'Bridge'}", 201),
                new Row("/chains", "/chains/" + chain, "Chain-v1", A, A, "{}", 201),
                new Row("/chains/" + chain + "/rules", "/rules/" + rule, "Rule-v2", A, A, "{'type':'drop'}", 201),
                new Row(
                        "/routers/" + router + "/routes",
                        "/routes/" + route,
                        "Route-v1",
                        A,
                        B,
                        "{'type':'Normal','srcNetworkAddr':'0.0.0.0','dstNetworkAddr':'1.1.1.1','nextHopPort':'"
                                + gateway + "'}",
                        201),
                new Row(
                        "/ip_addr_groups",
                        "/ip_addr_groups/" + group,
                        "IpAddrGroup-v1",
                        A_VENDOR,
                        A_VENDOR,
                        "{'name':'x'}",
                        406),
                new Row(
                        "/ip_addr_groups/" + group + "/ip_addrs",
                        "/ip_addr_groups/" + group + "/versions/4/ip_addrs/1.1.1.1",
                        "IpAddrGroupAddr-v1",
                        B_VENDOR,
                        List.of(200, 405, 200),
                        "{'addr':'1.1.1.2','version':4}",
                        405),
                new Row("/port_groups", "/port_groups/" + ports, "PortGroup-v1", A_VENDOR, A, "{}", 201),
                new Row(
                        "/port_groups/" + ports + "/ports",
                        "/port_groups/" + ports + "/ports/" + port,
                        "PortGroupPort-v1",
                        B,
                        B,
                        "{'portId':'" + gateway + "'}",
                        201),
                new Row(dhcp, dhcp + "/10.0.0.0_24", "DhcpSubnet-v2", B, B_VENDOR, "{'subnetPrefix':'10.1.0.0'}", 201),
                new Row(
                        dhcp + "/10.0.0.0_24/hosts",
                        dhcp + "/10.0.0.0_24/hosts/02:00:00:00:00:01",
                        "DhcpHost-v2",
                        B,
                        B_VENDOR,
                        "{'macAddr':'02:00:00:00:00:02'}",
                        201),
                new Row(peers, "/bgp_peers/" + peer, "BgpPeer-v1", A, A, "{'asNumber':2,'address':'1.1.1.1'}", 201),
                new Row(
                        networks,
                        "/bgp_networks/" + network,
                        "BgpNetwork-v1",
                        A,
                        A,
                        "{'subnetAddress':'1.1.1.0'}",
                        201),
                new Row("/tunnel_zones", "/tunnel_zones/" + zone, "TunnelZone-v1", A, A, any, 201),
                new Row(
                        "/tunnel_zones/" + zone + "/hosts",
                        "/tunnel_zones/" + zone + "/hosts/" + host,
                        "TunnelZoneHost-v1",
                        B_VENDOR,
                        B_VENDOR,
                        "{}",
                        415),
                new Row("/hosts", "/hosts/" + host, "Host-v3", A, A, "", 0),
                new Row(
                        "/hosts/" + host + "/ports",
                        "/hosts/" + host + "/ports/" + port,
                        "HostInterfacePort-v1",
                        B,
                        B_VENDOR,
                        "{'portId':'" + gateway + "','interfaceName':'w'}",
                        201),
                new Row(
                        "/bridges/" + bridge + "/mac_table",
                        "/bridges/" + bridge + "/mac_table/02-00-00-00-00-01_" + port,
                        "MacPort-v2",
                        B,
                        B,
                        "{'macAddr':'02:00:00:00:00:02','portId':'" + port + "'}",
                        201),
                new Row(
                        "/bridges/" + bridge + "/arp_table",
                        "/bridges/" + bridge + "/arp_table/1.1.1.1_02-00-00-00-00-01",
                        "IP4Mac-v1",
                        B,
                        B,
                        "{}",
                        415));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("gives each resource the types it has")
    void followsTheTable(Row row) {
        assertThat(statuses(row.item(), row.name())).as("item").isEqualTo(row.single());
        assertThat(statuses(row.path(), "collection." + row.name())).as("list").isEqualTo(row.list());
        if (row.json() != 0) {
            Reply post = request("POST", row.path(), Map.of("Content-Type", "application/json"), row.body());
            assertThat(post.status()).as(post.body()).isEqualTo(row.json());
        }
        Reply echoed = get(row.item(), row.name());
        assertThat(echoed.header("content-type").orElse("")).startsWith(type(row.name()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("takes one type at a time where the handler reads the header itself")
    void takesOneType(Row row) {
        boolean annotated = row.single().get(2) == 406;
        String both = type(row.name()) + ", application/json";
        assertThat(accept(row.item(), both).status()).isEqualTo(annotated ? 406 : 200);
        assertThat(accept(row.item(), type(row.name()) + ";q=0.9").status()).isEqualTo(200);
        assertThat(accept(row.item(), "*/*").status()).isEqualTo(200);
        if (annotated) {
            Reply partly = accept(row.item(), "application/*");
            assertThat(partly.status()).isEqualTo(500);
            assertThat(partly.body()).isEmpty();
            assertThat(accept(row.item(), "*/*").header("content-type").orElse(""))
                    .startsWith("application/json");
            assertThat(accept(row.item(), type("collection." + row.name())).status())
                    .isEqualTo(406);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("refuses bodies of other types")
    void refusesOtherBodies(Row row) {
        boolean annotated = row.single().get(2) == 406 || row.path().endsWith("/routes");
        boolean vendorless = row.name().startsWith("IpAddrGroupAddr");
        Reply text = request("POST", row.path(), Map.of("Content-Type", "text/plain"), "{}");
        Reply other = request("POST", row.path(), Map.of("Content-Type", type("Router-v2")), "{}");
        assertThat(text.status()).isEqualTo(vendorless ? 405 : 415);
        assertThat(text.body()).isEmpty();
        assertThat(other.status()).isEqualTo(vendorless ? 405 : annotated ? 406 : 415);
        assertThat(other.body()).isEmpty();
    }

    private static List<Integer> statuses(String path, String name) {
        return List.of(
                accept(path, type(name)).status(),
                accept(path, "application/json").status(),
                request("GET", path, Map.of(), "").status());
    }

    private static Reply accept(String path, String header) {
        return request("GET", path, Map.of("Accept", header), "");
    }
}
