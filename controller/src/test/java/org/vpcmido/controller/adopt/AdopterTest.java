// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

@DisplayName("Adoption")
class AdopterTest {
    private static final VpcId VPC = new VpcId("vpc-0000a001");
    private static final SubnetId SUBNET = new SubnetId("subnet-0000a101");
    private static final InstanceId INSTANCE = new InstanceId("i-0000a301");
    private static final SecurityGroupId GROUP = new SecurityGroupId("sg-0000a0a1");
    private static final String TENANT = "euca_tenant_1";

    private final Scene scene = new Scene("single-vpc");

    private static List<String> codes(Adoption adoption) {
        return adoption.findings().stream().map(Finding::code).toList();
    }

    private Key observed(Key logical) {
        return Key.observed(Kind.PORT, scene.adopt().identities().id(logical));
    }

    private <R extends Resource> R port(Key logical, Class<R> type) {
        return scene.observed().find(observed(logical), type).orElseThrow();
    }

    private Optional<String> keyIn(Adoption adoption, Resource resource) {
        return adoption.topology().find(resource.key()).isPresent()
                ? Optional.empty()
                : Optional.of(Scene.keyOf(adoption, resource).path());
    }

    @Test
    @DisplayName("takes the used one of two chains with one name, and leaves the other alone")
    void duplicateChain() {
        Chain used = scene.chain("sg_egress_sg-0000a0a1");
        Chain unused = scene.add(new Chain(scene.fresh(Kind.CHAIN), TENANT, used.name()));
        scene.add(
                Rule.of(unused.key(), 1, RuleAction.Verdict.DROP, Match.where().build())
                        .withKey(scene.fresh(Kind.RULE)));
        Adoption adoption = scene.adopt();
        assertThat(Scene.keyOf(adoption, used)).isEqualTo(Keys.groupEgressChain(GROUP));
        assertThat(keyIn(adoption, unused)).isEmpty();
        assertThat(codes(adoption)).containsExactly("duplicate-object");
    }

    @Test
    @DisplayName("takes the wired one of two routers with one name, and keeps the other's id out of use")
    void duplicateRouter() {
        Router used = scene.router("vr_vpc-0000a001_2");
        Router unused = scene.add(new Router(
                scene.fresh(Kind.ROUTER), TENANT, "vr_vpc-0000a001_7", true, Optional.empty(), Optional.empty(), 0));
        Adoption adoption = scene.adopt();
        assertThat(Scene.keyOf(adoption, used)).isEqualTo(Keys.vpcRouter(VPC));
        assertThat(keyIn(adoption, unused)).isEmpty();
        assertThat(adoption.facts().routerIds()).containsEntry(VPC, 2);
        assertThat(adoption.facts().reservedRouterIds()).containsExactly(7);
        assertThat(codes(adoption)).containsExactly("duplicate-object");
    }

    @Test
    @DisplayName("takes objects without tenant, and none of another tenant")
    void tenants() {
        Chain chain = scene.chain("ic_i-0000a301_prechain");
        scene.add(new Chain(chain.key(), "", chain.name()));
        Chain foreign = scene.add(new Chain(scene.fresh(Kind.CHAIN), "someone", "ic_i-0000a399_prechain"));
        Adoption adoption = scene.adopt();
        assertThat(Scene.keyOf(adoption, chain)).isEqualTo(Keys.interfacePreChain(INSTANCE));
        assertThat(keyIn(adoption, foreign)).isEmpty();
        assertThat(adoption.findings()).isEmpty();
    }

    @Test
    @DisplayName("knows again what we made, whatever its name is now")
    void computedIds() {
        Chain chain = scene.chain("sg_ingress_sg-0000a0a1");
        Key ours = Scene.ours(Kind.CHAIN, Keys.groupIngressChain(GROUP));
        scene.rename(chain.key(), ours);
        Chain renamed = scene.add(new Chain(ours, TENANT, "renamed"));
        Adoption adoption = scene.adopt();
        assertThat(Scene.keyOf(adoption, renamed)).isEqualTo(Keys.groupIngressChain(GROUP));
        assertThat(adoption.findings()).isEmpty();
    }

    @Test
    @DisplayName("knows again a device that we made and somebody renamed, with all its ports")
    void computedDevice() {
        Router router = scene.router("vr_vpc-0000a001_2");
        Key ours = Scene.ours(Kind.ROUTER, Keys.vpcRouter(VPC));
        scene.rename(router.key(), ours);
        scene.add(new Router(ours, TENANT, "", true, Optional.empty(), Optional.empty(), 0));
        Adoption adoption = scene.adopt();
        assertThat(adoption.topology().contains(Keys.vpcUplink(VPC))).isTrue();
        assertThat(adoption.facts().routerIds()).containsEntry(VPC, 2);
        assertThat(adoption.findings()).isEmpty();
    }

    @Test
    @DisplayName("knows again a port that we made and had not wired yet; another unwired port stays foreign")
    void unwiredPorts() {
        Key bridge = scene.bridge("vb_vpc-0000a001_subnet-0000a101").key();
        BridgePort port = port(Keys.interfacePort(INSTANCE), BridgePort.class);
        Key ours = Scene.ours(Kind.PORT, Keys.interfacePort(INSTANCE));
        scene.observed().referringTo(port.key()).toList().forEach(scene::remove);
        scene.remove(port);
        scene.add(new BridgePort(ours, bridge, Optional.empty(), Optional.empty(), true, 0));
        BridgePort foreign =
                scene.add(new BridgePort(scene.fresh(Kind.PORT), bridge, Optional.empty(), Optional.empty(), true, 0));
        Adoption adoption = scene.adopt();
        assertThat(adoption.identities().found(Keys.interfacePort(INSTANCE))).isEqualTo(ours.observedId());
        assertThat(keyIn(adoption, foreign)).isEmpty();
        assertThat(codes(adoption)).containsExactly("unconnected-port");
    }

    @Test
    @DisplayName("knows a router port without its link by its address")
    void unlinkedRouterPorts() {
        List<PortLink> links =
                scene.observed().all(Kind.PORT_LINK, PortLink.class).toList();
        Adoption before = scene.adopt();
        scene.removeAll(links);
        Adoption adoption = scene.adopt();
        for (Key key : List.of(
                Keys.EDGE_ROUTER_INNER_PORT,
                Keys.METADATA_ROUTER_INNER_PORT,
                Keys.vpcUplink(VPC),
                Keys.vpcMetadataUplink(VPC),
                Keys.subnetRouterPort(SUBNET))) {
            assertThat(adoption.identities().found(key))
                    .isEqualTo(before.identities().found(key));
        }
        assertThat(codes(adoption)).hasSize(5).containsOnly("unconnected-port");
    }

    @Test
    @DisplayName("leaves an operator's routes alone, and claims those of our form")
    void operatorRoutes() {
        Key router = scene.router("vr_vpc-0000a001_2").key();
        Key edge = scene.router("eucart").key();
        Cidr subnet = port(Keys.subnetRouterPort(SUBNET), RouterPort.class).network();
        Key subnetPort = observed(Keys.subnetRouterPort(SUBNET));
        Key gatewayPort = observed(Keys.gatewayPort("10.111.5.11", "em1.116"));
        Optional<Ipv4> inSubnet = Optional.of(subnet.address(9));
        Optional<Ipv4> outside = Optional.of(Ipv4.of("10.116.133.173"));
        Route added = route(router, Cidr.ANY, "10.99.0.0/16", subnetPort, inSubnet, 0);
        Route addedAtEdge = route(edge, Cidr.ANY, "10.98.0.0/16", gatewayPort, outside, 0);
        Route ofSubnet = route(router, subnet, "10.97.0.0/16", subnetPort, inSubnet, 5);
        Route ofFormer = route(router, Cidr.of("10.50.0.0/24"), "0.0.0.0/0", subnetPort, inSubnet, 20);
        Adoption adoption = scene.adopt();
        assertThat(keyIn(adoption, added)).isEmpty();
        assertThat(keyIn(adoption, addedAtEdge)).isEmpty();
        assertThat(keyIn(adoption, ofSubnet))
                .hasValueSatisfying(key -> assertThat(key).startsWith("vpc/vpc-0000a001/router/route "));
        assertThat(keyIn(adoption, ofFormer))
                .hasValueSatisfying(key -> assertThat(key).startsWith("vpc/vpc-0000a001/router/route "));
        assertThat(adoption.findings()).isEmpty();
    }

    private Route route(Key router, Cidr source, String destination, Key port, Optional<Ipv4> gateway, int weight) {
        return scene.add(Route.normal(router, source, Cidr.of(destination), port, gateway, weight)
                .withKey(scene.fresh(Kind.ROUTE)));
    }

    @Test
    @DisplayName("claims a route of any form that has the id which we would give to it")
    void computedRoute() {
        Route wanted = Route.ending(Keys.vpcRouter(VPC), Route.Type.BLACK_HOLE, Cidr.ANY, Cidr.of("172.31.0.0/16"), 0);
        Key router = scene.router("vr_vpc-0000a001_2").key();
        Route made = scene.add(Route.ending(router, Route.Type.BLACK_HOLE, Cidr.ANY, Cidr.of("172.31.0.0/16"), 0)
                .withKey(Scene.ours(Kind.ROUTE, wanted.key())));
        Route foreign = scene.add(Route.ending(router, Route.Type.BLACK_HOLE, Cidr.ANY, Cidr.of("172.30.0.0/16"), 0)
                .withKey(scene.fresh(Kind.ROUTE)));
        Adoption adoption = scene.adopt();
        assertThat(keyIn(adoption, made)).contains(wanted.key().path());
        assertThat(keyIn(adoption, foreign)).isEmpty();
    }

    @Test
    @DisplayName(
            "claims every rule of our chains, also such as it cannot express, and numbers equal ones in chain order")
    void driftedRules() {
        Key chain = scene.chain("sc_subnet-0000a101_in").key();
        Rule first = scene.observed().rules(chain).get(0);
        int size = scene.observed().rules(chain).size();
        Rule again = scene.add(new Rule(scene.fresh(Kind.RULE), chain, size + 1, first.action(), first.match()));
        Rule odd = scene.add(new Rule(
                scene.fresh(Kind.RULE),
                chain,
                size + 2,
                new RuleAction.Other("l2_transform", "pushVlan=7"),
                Match.where().build()));
        Adoption adoption = scene.adopt();
        String firstKey = Scene.keyOf(adoption, first).path();
        assertThat(firstKey).startsWith("subnet/subnet-0000a101/in-chain/");
        assertThat(keyIn(adoption, again)).contains(firstKey + " #2");
        assertThat(keyIn(adoption, odd)).contains("subnet/subnet-0000a101/in-chain/l2_transform pushVlan=7");
    }

    @Test
    @DisplayName("leaves alone a port that joins another's router to our edge, and keeps its address out of use")
    void foreignRouterAtTheEdge() {
        Router foreign = scene.add(
                new Router(scene.fresh(Kind.ROUTER), "someone", "theirs", true, Optional.empty(), Optional.empty(), 0));
        RouterPort theirs = scene.add(new RouterPort(
                scene.fresh(Kind.PORT),
                foreign.key(),
                Ipv4.of("169.254.0.9"),
                Cidr.of("169.254.0.0/17"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true));
        BridgePort ours = scene.add(new BridgePort(
                scene.fresh(Kind.PORT), scene.bridge("eucabr").key(), Optional.empty(), Optional.empty(), true, 0));
        PortLink link = scene.add(new PortLink(theirs.key(), ours.key()));
        Adoption adoption = scene.adopt();
        assertThat(adoption.topology().resources()).contains(foreign, theirs, link);
        assertThat(keyIn(adoption, ours)).isEmpty();
        assertThat(adoption.facts().reservedRouterIds()).containsExactly(9);
        assertThat(codes(adoption)).containsExactly("unknown-port");
    }

    @Test
    @DisplayName("goes by the uplink's address where a router's name has another number, and says so")
    void routerIdMismatch() {
        Router router = scene.router("vr_vpc-0000a001_2");
        scene.add(new Router(
                router.key(), TENANT, "vr_vpc-0000a001_4", true, router.inboundFilter(), router.outboundFilter(), 0));
        Adoption adoption = scene.adopt();
        assertThat(adoption.facts().routerIds()).containsEntry(VPC, 2);
        assertThat(adoption.facts().reservedRouterIds()).containsExactly(4);
        assertThat(codes(adoption)).containsExactly("router-id-mismatch");
    }

    @Test
    @DisplayName("reserves metadata identities that belong to nobody, and reports rules that contradict each other")
    void identities() {
        Key out = scene.chain("vc_vpc-0000a001_mdulout").key();
        Key in = scene.chain("vc_vpc-0000a001_mdulin").key();
        scene.add(snat(out, "172.31.0.99", "255.0.0.77"));
        scene.observed().rules(in).stream()
                .filter(rule -> rule.match().nwDst().orElseThrow().value().equals(Cidr.of("255.0.0.10/32")))
                .forEach(rule -> scene.add(new Rule(
                        rule.key(),
                        in,
                        rule.position(),
                        rule.action(),
                        Match.where().nwDst(Cidr.of("255.0.0.55/32")).build())));
        Adoption adoption = scene.adopt();
        assertThat(adoption.facts().identityIds()).containsEntry(INSTANCE, 10);
        assertThat(adoption.facts().reservedIdentityIds()).containsExactlyInAnyOrder(55, 77);
        assertThat(codes(adoption)).containsExactly("identity-mismatch");
    }

    private Rule snat(Key chain, String from, String identity) {
        return new Rule(
                scene.fresh(Kind.RULE),
                chain,
                1,
                new RuleAction.Nat(
                        RuleAction.NatDirection.SNAT,
                        RuleAction.FlowAction.CONTINUE,
                        List.of(NatTarget.only(Ipv4.of(identity)))),
                Match.where().nwSrc(Ipv4.of(from).asCidr()).build());
    }

    @Test
    @DisplayName("keeps the binding of a tap that another's filters guard, as packets go by the tap")
    void wrongFilters() {
        BridgePort port = port(Keys.interfacePort(INSTANCE), BridgePort.class);
        Key other = scene.chain("ic_i-0000a302_prechain").key();
        scene.add(new BridgePort(port.key(), port.bridge(), Optional.of(other), Optional.of(other), true, 0));
        Adoption adoption = scene.adopt();
        assertThat(Scene.keyOf(adoption, port)).isEqualTo(Keys.interfacePort(INSTANCE));
        assertThat(adoption.findings()).isEmpty();
    }

    @Test
    @DisplayName("takes the bound one of two ports of one interface")
    void twoPortsOfOneInterface() {
        BridgePort port = port(Keys.interfacePort(INSTANCE), BridgePort.class);
        BridgePort twin = scene.add(new BridgePort(
                scene.fresh(Kind.PORT), port.bridge(), port.inboundFilter(), port.outboundFilter(), true, 0));
        Adoption adoption = scene.adopt();
        assertThat(Scene.keyOf(adoption, port)).isEqualTo(Keys.interfacePort(INSTANCE));
        assertThat(keyIn(adoption, twin)).isEmpty();
        assertThat(codes(adoption)).containsExactly("duplicate-object");
    }

    @Test
    @DisplayName("knows a gateway port by its address while it is not bound")
    void unboundGateway() {
        Key gateway = Keys.gatewayPort("10.111.5.11", "em1.116");
        Key port = observed(gateway);
        scene.observed().find(HostInterfacePort.key(port)).ifPresent(scene::remove);
        Adoption adoption = scene.adopt();
        assertThat(adoption.identities().found(gateway)).isEqualTo(port.observedId());
        assertThat(adoption.findings()).isEmpty();
    }

    @Test
    @DisplayName("takes a bound edge port that the cloud does not name, and our port group does, for a former gateway")
    void formerGateway() {
        Key port = observed(Keys.gatewayPort("10.111.5.11", "em1.116"));
        scene.add(new RouterPort(
                port,
                scene.router("eucart").key(),
                Ipv4.of("192.0.2.1"),
                Cidr.of("192.0.2.0/24"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true));
        scene.add(new HostInterfacePort(port, scene.host("10.111.5.11").key(), "em2"));
        Adoption adoption = scene.adopt();
        assertThat(adoption.identities().found(Keys.gatewayPort("10.111.5.11", "em2")))
                .isEqualTo(port.observedId());
    }

    @Test
    @DisplayName("knows a gateway by its address when it has got another device, so that its port can stay")
    void movedGateway() {
        Key gateway = Keys.gatewayPort("10.111.5.11", "em1.116");
        Key port = observed(gateway);
        scene.add(new HostInterfacePort(port, scene.host("10.111.5.11").key(), "em2"));
        Adoption adoption = scene.adopt();
        assertThat(adoption.identities().found(gateway)).isEqualTo(port.observedId());
        assertThat(adoption.findings()).isEmpty();
    }

    @Test
    @DisplayName("leaves a bound edge port alone that neither the cloud nor our port group names")
    void foreignEdgePort() {
        RouterPort foreign = scene.add(new RouterPort(
                scene.fresh(Kind.PORT),
                scene.router("eucart").key(),
                Ipv4.of("192.0.2.1"),
                Cidr.of("192.0.2.0/24"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true));
        scene.add(new HostInterfacePort(foreign.key(), scene.host("10.111.5.11").key(), "em9"));
        Adoption adoption = scene.adopt();
        assertThat(keyIn(adoption, foreign)).isEmpty();
        assertThat(codes(adoption)).containsExactly("unknown-port");
    }

    @Test
    @DisplayName("loses nothing: what is adopted is what was observed, under other keys")
    void losesNothing() {
        Topology before = scene.observed();
        Adoption adoption = scene.adopt();
        assertThat(adoption.topology().rekey(key -> key).size()).isEqualTo(before.size());
        assertThat(adoption.topology().activePorts())
                .hasSize(before.activePorts().size());
        assertThat(Set.copyOf(adoption.identities().keys().keySet()))
                .hasSize(adoption.identities().keys().values().size());
    }
}
