// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;

@DisplayName("Writing to MidoNet")
class WritingTest extends WireTest {
    private static final Key ROUTER = Key.of("r");
    private static final Key BRIDGE = Key.of("b");
    private static final Key PORT = Key.of("p");
    private static final Key PEER = Key.of("q");
    private static final Key CHAIN = Key.of("c");
    private static final Key GROUP = Key.of("g");
    private static final Key HOST = Key.of("h");
    private static final Cidr NET = Cidr.of("10.0.0.0/24");
    private static final MacAddress MAC = MacAddress.of("D0:0D:00:00:00:01");

    private static final Identities IDS = Identities.of(Map.of(
            ROUTER, id('1'), BRIDGE, id('2'), PORT, id('3'), PEER, id('4'), CHAIN, id('5'), GROUP, id('6'), HOST,
            id('7')));
    private static final Chain A_CHAIN = new Chain(CHAIN, "euca_tenant_1", "ic_i-1_prechain");
    private static final String A_CHAIN_JSON =
            "{\"id\": \"" + id('5') + "\", \"tenantId\": \"euca_tenant_1\", \"name\": \"ic_i-1_prechain\"}";

    private static UUID id(char last) {
        return UUID.fromString("00000000-0000-4000-8000-00000000000" + last);
    }

    /** The resource, where its POST goes, the media type, and the body. */
    static Stream<Arguments> creations() {
        RouterPort routerPort = new RouterPort(
                PORT, ROUTER, Ipv4.of("10.0.0.1"), NET, Optional.of(MAC), Optional.of(CHAIN), Optional.empty(), true);
        return Stream.of(
                creation(
                        new Router(ROUTER, "t", "vr", true, Optional.of(CHAIN), Optional.empty(), 65000),
                        "/routers",
                        "Router-v3",
                        "{'id':'1','tenantId':'t','name':'vr','adminStateUp':true,'inboundFilterId':'5','asNumber':65000}"),
                creation(
                        new Bridge(BRIDGE, "", "vb", true, Optional.empty(), Optional.empty()),
                        "/bridges",
                        "Bridge-v4",
                        "{'id':'2','name':'vb','adminStateUp':true}"),
                creation(
                        routerPort,
                        "/routers/1/ports",
                        "Port-v3",
                        "{'type':'Router','id':'3','adminStateUp':true,'inboundFilterId':'5','networkAddress':'10.0.0.0',"
                                + "'networkLength':24,'portAddress':'10.0.0.1','portMac':'d0:0d:00:00:00:01','portSubnet':['10.0.0.1/24']}"),
                creation(
                        new BridgePort(PORT, BRIDGE, Optional.empty(), Optional.of(CHAIN), false, 0),
                        "/bridges/2/ports",
                        "Port-v3",
                        "{'type':'Bridge','id':'3','adminStateUp':false,'outboundFilterId':'5','vlanId':0}"),
                creation(new PortLink(PORT, PEER), "/ports/3/link", "PortLink-v1", "{'peerId':'4'}"),
                creation(
                        new HostInterfacePort(PORT, HOST, "vn_i-1"),
                        "/hosts/7/ports",
                        "HostInterfacePort-v1",
                        "{'portId':'3','interfaceName':'vn_i-1'}"),
                creation(
                        new IpAddrGroupAddr(GROUP, Ipv4.of("10.0.0.5")),
                        "/ip_addr_groups/6/ip_addrs",
                        "IpAddrGroupAddr-v1",
                        "{'version':4,'addr':'10.0.0.5'}"),
                creation(new PortGroupPort(GROUP, PORT), "/port_groups/6/ports", "PortGroupPort-v1", "{'portId':'3'}"),
                creation(
                        new TunnelZoneHost(GROUP, HOST, Ipv4.of("10.1.1.1")),
                        "/tunnel_zones/6/hosts",
                        "TunnelZoneHost-v1",
                        "{'hostId':'7','ipAddress':'10.1.1.1'}"),
                creation(
                        new DhcpSubnet(
                                BRIDGE,
                                NET,
                                Optional.of(Ipv4.of("10.0.0.1")),
                                Optional.empty(),
                                List.of(Ipv4.of("10.0.0.2")),
                                OptionalInt.of(1400),
                                List.of(new DhcpSubnet.ClasslessRoute(
                                        Cidr.of("169.254.169.254/32"), Ipv4.of("10.0.0.2"))),
                                true),
                        "/bridges/2/dhcp",
                        "DhcpSubnet-v2",
                        "{'subnetPrefix':'10.0.0.0','subnetLength':24,'defaultGateway':'10.0.0.1','dnsServerAddrs':['10.0.0.2'],"
                                + "'interfaceMTU':1400,'enabled':true,'opt121Routes':[{'destinationPrefix':'169.254.169.254',"
                                + "'destinationLength':32,'gatewayAddr':'10.0.0.2'}]}"),
                creation(
                        new DhcpHost(
                                BRIDGE,
                                NET,
                                MAC,
                                Optional.of(Ipv4.of("10.0.0.5")),
                                Optional.of("i-1"),
                                List.of(new DhcpHost.Option("domain_search", "x"))),
                        "/bridges/2/dhcp/10.0.0.0_24/hosts",
                        "DhcpHost-v2",
                        "{'macAddr':'d0:0d:00:00:00:01','ipAddr':'10.0.0.5','name':'i-1',"
                                + "'extraDhcpOpts':[{'optName':'domain_search','optValue':'x'}]}"),
                creation(
                        new ArpEntry(BRIDGE, Ipv4.of("10.0.0.5"), MAC),
                        "/bridges/2/arp_table",
                        "IP4Mac-v1",
                        "{'ip':'10.0.0.5','mac':'d0:0d:00:00:00:01'}"),
                creation(
                        new MacEntry(BRIDGE, MAC, PORT, 0),
                        "/bridges/2/mac_table",
                        "MacPort-v2",
                        "{'macAddr':'d0:0d:00:00:00:01','portId':'3','vlanId':0}"),
                creation(
                        new BgpPeer(PEER, ROUTER, 65001, Ipv4.of("10.1.0.1")),
                        "/routers/1/bgp_peers",
                        "BgpPeer-v1",
                        "{'id':'4','asNumber':65001,'address':'10.1.0.1'}"));
    }

    private static Arguments creation(Resource resource, String path, String type, String body) {
        return Arguments.of(
                Named.of(resource.kind().toString(), resource), full(path), type, full(body.replace('\'', '"')));
    }

    /** Writes ids, which stand here as single digits, at full length. */
    private static String full(String text) {
        return text.replaceAll("(?<=[/\"])([1-7])(?=[/\"]|$)", "00000000-0000-4000-8000-00000000000$1");
    }

    @ParameterizedTest
    @MethodSource("creations")
    @DisplayName("sends only what we own, once, and reads nothing:")
    void creates(Resource resource, String path, String type, String body) {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(201)));
        MidonetClient client = connect();
        RequestCounts before = client.requests();

        await(client.writer(IDS).create(resource));

        server.verify(postRequestedFor(urlEqualTo(ROOT + path))
                .withHeader("Content-Type", equalTo(VENDOR + type + "+json"))
                .withRequestBody(equalToJson(body)));
        assertThat(client.requests().since(before).byMethod()).containsExactly(Map.entry("POST", 1L));
    }

    @Test
    @DisplayName("inserts a rule at an explicit position, with what its match asks for and nothing else")
    void createsRule() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(201)));
        Rule rule = Rule.of(
                CHAIN,
                9,
                new RuleAction.Nat(
                        RuleAction.NatDirection.DNAT,
                        RuleAction.FlowAction.CONTINUE,
                        List.of(NatTarget.only(Ipv4.of("10.0.0.5")))),
                Match.where()
                        .nwDst(Cidr.of("203.0.113.10/32"))
                        .tpDst(PortRange.of(80))
                        .ipAddrGroupSrc(GROUP)
                        .build());

        await(connect().writer(IDS).create(rule, 3));

        server.verify(postRequestedFor(urlEqualTo(ROOT + "/chains/" + id('5') + "/rules"))
                .withRequestBody(equalToJson("""
                        {"type": "dnat", "id": "%s", "position": 3, "flowAction": "continue",
                         "natTargets": [{"addressFrom": "10.0.0.5", "addressTo": "10.0.0.5", "portFrom": 0, "portTo": 0}],
                         "nwDstAddress": "203.0.113.10", "nwDstLength": 32, "tpDst": {"start": 80, "end": 80},
                         "ipAddrGroupSrc": "%s", "fragmentPolicy": "unfragmented"}
                        """.formatted(IDS.id(rule.key()), id('6')))));
    }

    @Test
    @DisplayName("leaves the address list out where the server does not say that it knows it")
    void portableAddress() {
        root("{\"version\": \"v5.0\"}");
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(201)));
        RouterPort port = new RouterPort(
                PORT, ROUTER, Ipv4.of("10.0.0.1"), NET, Optional.empty(), Optional.empty(), Optional.empty(), true);

        await(connect().writer(IDS).create(port));

        server.verify(postRequestedFor(urlEqualTo(ROOT + "/routers/" + id('1') + "/ports"))
                .withRequestBody(equalToJson("""
                        {"type": "Router", "id": "%s", "adminStateUp": true, "portAddress": "10.0.0.1",
                         "networkAddress": "10.0.0.0", "networkLength": 24, "portMac": "02:00:00:00:00:03"}
                        """.formatted(id('3')))));
    }

    @Test
    @DisplayName("updates a port with all that it has, and keeps a MAC that it was not told")
    void updatesPort() {
        server.stubFor(put(anyUrl()).willReturn(aResponse().withStatus(204)));
        server.stubFor(get(urlEqualTo(ROOT + "/ports/" + id('3')))
                .willReturn(object("Port-v3", """
                {"type": "Router", "id": "%s", "deviceId": "%s", "adminStateUp": true, "portAddress": "10.0.0.1",
                 "networkLength": 24, "portMac": "ac:ca:ba:01:02:03"}
                """.formatted(id('3'), id('1')))));
        RouterPort port = new RouterPort(
                PORT, ROUTER, Ipv4.of("10.0.0.1"), NET, Optional.empty(), Optional.of(CHAIN), Optional.empty(), true);

        await(connect().writer(IDS).update(port));

        server.verify(putRequestedFor(urlEqualTo(ROOT + "/ports/" + id('3')))
                .withRequestBody(equalToJson("""
                {"type": "Router", "id": "%s", "adminStateUp": true, "inboundFilterId": "%s", "portAddress": "10.0.0.1",
                 "networkAddress": "10.0.0.0", "networkLength": 24, "portSubnet": ["10.0.0.1/24"], "portMac": "ac:ca:ba:01:02:03"}
                """.formatted(id('3'), id('5')))));
    }

    @Test
    @DisplayName("takes the deletion of what is gone for done")
    void deletes() {
        server.stubFor(delete(anyUrl()).willReturn(error(404, "There is no Chain with ID 5.")));
        MidonetClient client = connect();

        await(client.writer(IDS).delete(A_CHAIN));
        await(client.writer(IDS).delete(new DhcpHost(BRIDGE, NET, MAC, Optional.empty(), Optional.empty(), List.of())));
        await(client.writer(IDS).delete(new ArpEntry(BRIDGE, Ipv4.of("10.0.0.5"), MAC)));
        await(client.writer(IDS).delete(new MacEntry(BRIDGE, MAC, PORT, 7)));
        await(client.writer(IDS).delete(new IpAddrGroupAddr(GROUP, Ipv4.of("10.0.0.5"))));

        String bridge = ROOT + "/bridges/" + id('2');
        Stream.of(
                        ROOT + "/chains/" + id('5'),
                        bridge + "/dhcp/10.0.0.0_24/hosts/d0:0d:00:00:00:01",
                        bridge + "/arp_table/10.0.0.5_d0-0d-00-00-00-01",
                        bridge + "/vlans/7/mac_table/d0-0d-00-00-00-01_" + id('3'),
                        ROOT + "/ip_addr_groups/" + id('6') + "/versions/4/ip_addrs/10.0.0.5")
                .forEach(url -> server.verify(1, deleteRequestedFor(urlEqualTo(url))));
    }

    @Test
    @DisplayName("repeats a creation whose answer was lost, and recognises its own work")
    void lostAnswer() {
        answers(() -> post(urlEqualTo(ROOT + "/chains")), cut());
        server.stubFor(get(urlEqualTo(ROOT + "/chains/" + id('5'))).willReturn(object("Chain-v1", A_CHAIN_JSON)));

        await(connect().writer(IDS).create(A_CHAIN));

        server.verify(1, postRequestedFor(urlEqualTo(ROOT + "/chains")));
    }

    @Test
    @DisplayName("repeats a creation whose request was lost")
    void lostRequest() {
        answers(() -> post(urlEqualTo(ROOT + "/chains")), cut(), aResponse().withStatus(201));
        server.stubFor(get(urlEqualTo(ROOT + "/chains/" + id('5'))).willReturn(error(404, "There is no Chain")));

        await(connect().writer(IDS).create(A_CHAIN));

        server.verify(2, postRequestedFor(urlEqualTo(ROOT + "/chains")));
    }

    /** A refusal that means "it is there", and what then stands where the thing should be. */
    static Stream<Arguments> repeats() {
        String mac = "d0:0d:00:00:00:01";
        return Stream.of(
                Arguments.of(
                        A_CHAIN,
                        error(409, "A(n) Chain with ID 5 already exists."),
                        "/chains/5",
                        "Chain-v1",
                        A_CHAIN_JSON),
                Arguments.of(
                        new PortLink(PORT, PEER),
                        error(409, "Ports are not linkable."),
                        "/ports/3",
                        "Port-v3",
                        "{'type':'Bridge','id':'3','peerId':'4'}"),
                Arguments.of(
                        new HostInterfacePort(PORT, HOST, "vn_i-1"),
                        error(409, "Port 3 is already bound to an interface"),
                        "/hosts/7/ports/3",
                        "HostInterfacePort-v1",
                        "{'portId':'3','hostId':'7','interfaceName':'vn_i-1'}"),
                Arguments.of(
                        new PortGroupPort(GROUP, PORT),
                        aResponse().withStatus(409),
                        "/port_groups/6/ports/3",
                        "PortGroupPort-v1",
                        "{'portGroupId':'6','portId':'3'}"),
                Arguments.of(
                        new BgpPeer(PEER, ROUTER, 65001, Ipv4.of("10.1.0.1")),
                        error(400, "A BGP peer with address 10.1.0.1 and AS number 65001 already exists."),
                        "/bgp_peers/4",
                        "BgpPeer-v1",
                        "{'id':'4','asNumber':65001,'address':'10.1.0.1'}"),
                Arguments.of(
                        new ArpEntry(BRIDGE, Ipv4.of("10.0.0.5"), MAC),
                        aResponse()
                                .withStatus(500)
                                .withHeader("Content-Type", "text/html")
                                .withBody("<html>"),
                        "/bridges/2/arp_table/10.0.0.5_d0-0d-00-00-00-01",
                        "IP4Mac-v1",
                        "{'ip':'10.0.0.5','mac':'" + mac + "'}"),
                Arguments.of(
                        new DhcpSubnet(
                                BRIDGE,
                                NET,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                OptionalInt.empty(),
                                List.of(),
                                true),
                        error(409, "The specified DHCP subnet(10.0.0.0/24) already exists on this bridge."),
                        "/bridges/2/dhcp/10.0.0.0_24",
                        "DhcpSubnet-v2",
                        "{'subnetPrefix':'10.0.0.0','subnetLength':24,'dnsServerAddrs':null,'enabled':true,'opt121Routes':[]}"));
    }

    @ParameterizedTest
    @MethodSource("repeats")
    @DisplayName("is content with a refusal when the thing is there as wanted")
    void alreadyThere(Resource resource, ResponseDefinitionBuilder refusal, String path, String type, String shown) {
        server.stubFor(post(anyUrl()).willReturn(refusal));
        server.stubFor(get(urlEqualTo(ROOT + full(path))).willReturn(object(type, full(shown.replace('\'', '"')))));

        await(connect().writer(IDS).create(resource));
    }

    @ParameterizedTest
    @MethodSource("repeats")
    @DisplayName("reports a refusal when there is nothing, or something else")
    void refused(Resource resource, ResponseDefinitionBuilder refusal, String path, String type, String shown) {
        server.stubFor(post(anyUrl()).willReturn(refusal));
        server.stubFor(get(urlEqualTo(ROOT + full(path))).willReturn(aResponse().withStatus(404)));

        assertThat(failure(connect().writer(IDS).create(resource)))
                .isInstanceOf(MidonetException.class)
                .isNotInstanceOf(MidonetException.Unavailable.class)
                .hasMessageStartingWith("POST /");
    }

    @Test
    @DisplayName("takes another thing under the wanted id for a stale picture")
    void anotherThing() {
        server.stubFor(post(anyUrl()).willReturn(error(409, "A(n) Chain with ID 5 already exists.")));
        server.stubFor(get(urlEqualTo(ROOT + "/chains/" + id('5')))
                .willReturn(object("Chain-v1", "{\"id\": \"" + id('5') + "\", \"name\": \"of somebody else\"}")));

        assertThat(failure(connect().writer(IDS).create(A_CHAIN))).isInstanceOf(MidonetException.Stale.class);
    }

    @Test
    @DisplayName("tries again when a write lost the race for the storage, and no further than it may")
    void lostRace() {
        answers(() -> delete(anyUrl()), aResponse().withStatus(409), aResponse().withStatus(204));
        await(connect().writer(IDS).delete(A_CHAIN));
        server.verify(2, deleteRequestedFor(anyUrl()));

        server.stubFor(put(anyUrl()).willReturn(aResponse().withStatus(409)));
        assertThat(failure(connect()
                        .writer(IDS)
                        .update(new Bridge(BRIDGE, "", "vb", true, Optional.empty(), Optional.empty()))))
                .isInstanceOf(MidonetException.Stale.class);
        server.verify(3, putRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("waits as long as a busy server asks, in MidoNet's spelling of the header")
    void retryAfter() {
        server.stubFor(
                put(anyUrl()).willReturn(error(503, "Resource read timeout").withHeader("RetryAfter", "1")));
        Bridge bridge = new Bridge(BRIDGE, "", "vb", true, Optional.empty(), Optional.empty());

        assertThat(failure(connect().writer(IDS).update(bridge)))
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessage("PUT /bridges/" + id('2') + ": 503 Resource read timeout");
        server.verify(3, putRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("passes on what the server finds wrong, at once")
    void violations() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", VENDOR + "Error-v1+json")
                        .withBody("{\"message\": \"Validation error(s) found\", \"code\": 400, \"violations\":"
                                + " [{\"property\": \"name\", \"message\": \"size must be between 0 and 255\"}]}")));
        server.stubFor(get(urlEqualTo(ROOT + "/")).willReturn(object("Application-v5", "{\"version\": \"v5.0\"}")));

        assertThat(failure(connect().writer(IDS).create(A_CHAIN)))
                .isInstanceOfSatisfying(
                        MidonetException.Rejected.class,
                        rejected -> assertThat(rejected.status()).hasValue(400))
                .hasMessage("POST /chains: 400 Validation error(s) found: name size must be between 0 and 255");
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("asks before each attempt whether it may still write, and sends nothing when it may not")
    void permissionEnds() {
        answers(() -> any(urlEqualTo(ROOT + "/chains")), aResponse().withStatus(503));
        AtomicInteger asked = new AtomicInteger();

        assertThat(failure(connect()
                        .writer(IDS, () -> asked.incrementAndGet() == 1)
                        .create(A_CHAIN)))
                .isInstanceOf(PermissionEndedException.class)
                .hasMessageContaining("POST /chains");
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    @DisplayName("refuses what MidoNet has no verb for")
    void noVerb() {
        Writer writer = connect().writer(IDS);
        Route route = Route.ending(ROUTER, Route.Type.REJECT, Cidr.ANY, NET, 0);

        assertThatThrownBy(() -> await(writer.update(A_CHAIN))).hasMessageContaining("no update");
        assertThatThrownBy(() -> await(writer.update(route))).hasMessageContaining("no update");
        assertThatThrownBy(() -> await(writer.create(new Host(HOST, "h", List.of(), true, List.of()))))
                .hasMessageContaining("cannot create");
    }

    /** One answer after the other; the last one stays. */
    private void answers(Supplier<MappingBuilder> request, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            server.stubFor(request.get()
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willSetStateTo(!last ? "answer " + (i + 1) : i == 0 ? Scenario.STARTED : "answer " + i)
                    .willReturn(answers[i]));
        }
    }
}
