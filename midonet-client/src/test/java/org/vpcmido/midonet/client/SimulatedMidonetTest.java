// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.midonet.simulator.HostDescription;
import org.vpcmido.midonet.simulator.Personality;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

@DisplayName("Client and simulated MidoNet")
class SimulatedMidonetTest {
    /** An order in which everything comes after what it refers to. */
    private static final List<Kind> ORDER = List.of(
            Kind.CHAIN,
            Kind.IP_ADDR_GROUP,
            Kind.IP_ADDR_GROUP_ADDR,
            Kind.PORT_GROUP,
            Kind.TUNNEL_ZONE,
            Kind.TUNNEL_ZONE_HOST,
            Kind.RULE,
            Kind.ROUTER,
            Kind.BRIDGE,
            Kind.PORT,
            Kind.PORT_LINK,
            Kind.ROUTE,
            Kind.DHCP_SUBNET,
            Kind.DHCP_HOST,
            Kind.ARP_ENTRY,
            Kind.MAC_ENTRY,
            Kind.PORT_GROUP_PORT,
            Kind.HOST_INTERFACE_PORT,
            Kind.BGP_PEER,
            Kind.BGP_NETWORK);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "small-bgp", "sg-forms-complete", "multi-vpc", "multi-vpc-complete"})
    @DisplayName("agree on what a real MidoNet held")
    void observesWhatWasLoaded(String name) {
        Simulator simulator = start(SimulatorOptions.defaults());
        await(simulator.load(RealTopologies.text(name)));

        assertThat(await(connect(simulator).observe())).isEqualTo(RealTopologies.observation(name));
    }

    @ParameterizedTest
    @EnumSource(Personality.class)
    @DisplayName("build it from nothing, and take it down again")
    void buildsAndRemoves(Personality personality) {
        Simulator simulator = start(SimulatorOptions.defaults().withPersonality(personality));
        MidonetClient client = connect(simulator);
        Topology real = RealTopologies.observation("small-bgp").topology();
        Topology wanted = planned(real);

        raiseHosts(simulator, real);
        build(client, wanted);
        assertThat(planned(await(client.observe()).topology()).resources())
                .containsExactlyElementsOf(wanted.resources());
        assertThat(client.requests().byMethod().get("POST")).isEqualTo(wanted.size());

        remove(client, wanted);
        assertThat(await(client.observe()).topology().resources()).allMatch(Host.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource(Personality.class)
    @DisplayName("make nothing twice and lose nothing, though requests and answers are lost")
    void surviveFaults(Personality personality) {
        Simulator simulator = start(SimulatorOptions.defaults().withPersonality(personality));
        MidonetClient client = connect(simulator);
        Topology real = RealTopologies.observation("small-bgp").topology();
        Topology wanted = planned(real);
        simulator
                .faults()
                .add(Fault.withProbability(0.1, 1, "*", "/.*", new FaultEffect.Drop(true)))
                .add(Fault.withProbability(0.1, 2, "*", "/.*", new FaultEffect.Drop(false)))
                .add(Fault.withProbability(0.05, 3, "GET", "/.*", new FaultEffect.Truncate()))
                .add(Fault.withProbability(0.05, 4, "*", "/.*", FaultEffect.Status.lostRace()));

        raiseHosts(simulator, real);
        build(client, wanted);
        assertThat(planned(await(client.observe()).topology()).resources())
                .containsExactlyElementsOf(wanted.resources());

        remove(client, wanted);
        assertThat(await(client.observe()).topology().resources()).allMatch(Host.class::isInstance);
    }

    @Test
    @DisplayName("replace what can be replaced")
    void updates() {
        Simulator simulator = start(SimulatorOptions.defaults());
        await(simulator.load(RealTopologies.text("small-bgp")));
        MidonetClient client = connect(simulator);
        Topology before = await(client.observe()).topology();
        Writer writer = client.writer(Identities.none());
        Key chain =
                before.all(Kind.CHAIN, Chain.class).findFirst().orElseThrow().key();

        List<Resource> changed = List.of(
                change(
                        before,
                        Kind.ROUTER,
                        Router.class,
                        old -> new Router(
                                old.key(), "t2", "renamed", false, Optional.of(chain), Optional.empty(), 65123)),
                change(
                        before,
                        Kind.BRIDGE,
                        Bridge.class,
                        old -> new Bridge(old.key(), "t2", "renamed", true, Optional.empty(), Optional.of(chain))),
                change(
                        before,
                        Kind.PORT,
                        RouterPort.class,
                        old -> new RouterPort(
                                old.key(),
                                old.router(),
                                old.address(),
                                old.network(),
                                old.mac(),
                                Optional.of(chain),
                                Optional.of(chain),
                                false)),
                change(
                        before,
                        Kind.PORT,
                        BridgePort.class,
                        old -> new BridgePort(old.key(), old.bridge(), Optional.empty(), Optional.of(chain), true, 0)),
                change(before, Kind.PORT_GROUP, PortGroup.class, old -> new PortGroup(old.key(), "t2", "g2", false)),
                change(
                        before,
                        Kind.DHCP_SUBNET,
                        DhcpSubnet.class,
                        old -> new DhcpSubnet(
                                old.bridge(),
                                old.subnet(),
                                Optional.empty(),
                                Optional.of(Ipv4.of("10.9.9.9")),
                                List.of(),
                                OptionalInt.of(1400),
                                List.of(),
                                false)),
                change(
                        before,
                        Kind.DHCP_HOST,
                        DhcpHost.class,
                        old -> new DhcpHost(
                                old.bridge(),
                                old.subnet(),
                                old.mac(),
                                Optional.empty(),
                                Optional.of("other"),
                                List.of())),
                change(
                        before,
                        Kind.BGP_PEER,
                        BgpPeer.class,
                        old -> new BgpPeer(old.key(), old.router(), 64999, Ipv4.of("10.116.133.99"))));
        changed.forEach(resource -> await(writer.update(resource)));

        Topology after = await(client.observe(ObservationScope.all())).topology();
        changed.forEach(resource -> assertThat(after.find(resource.key())).contains(resource));
        assertThat(after.resources()).hasSameSizeAs(before.resources());
    }

    private static <R extends Resource> Resource change(
            Topology topology, Kind kind, Class<R> type, Function<R, Resource> change) {
        return change.apply(topology.all(kind, type).findFirst().orElseThrow());
    }

    private Simulator start(SimulatorOptions options) {
        return await(Simulator.start(vertx, options));
    }

    private MidonetClient connect(Simulator simulator) {
        RetryPolicy patient = new RetryPolicy(12, Duration.ofMillis(1), Duration.ofMillis(4));
        return await(MidonetClient.connect(
                vertx,
                MidonetConfig.defaults()
                        .withUrl(URI.create(simulator.url()))
                        .withRetries(new MidonetConfig.Retries(patient, patient))));
    }

    /** Without what MidoNet and its agents make by themselves. */
    private static Topology planned(Topology topology) {
        return Topology.of(topology.resources().stream()
                .filter(each -> !(each instanceof Host))
                .filter(each -> !(each instanceof Route route && route.type() == Route.Type.LOCAL)));
    }

    private static Stream<Resource> inOrder(Topology wanted) {
        return ORDER.stream()
                .flatMap(kind -> wanted.all(kind, Resource.class)
                        .sorted(Comparator.comparingInt(each -> each instanceof Rule rule ? rule.position() : 0)));
    }

    private static void raiseHosts(Simulator simulator, Topology real) {
        real.all(Kind.HOST, Host.class)
                .forEach(host -> await(simulator.addHost(new HostDescription(
                        host.key().observedId().orElseThrow(),
                        host.name(),
                        host.addresses().stream().map(Ipv4::toString).toList(),
                        host.interfaces().stream().map(Host.Interface::name).toList(),
                        false))));
    }

    private static void build(MidonetClient client, Topology wanted) {
        Writer writer = client.writer(Identities.none());
        inOrder(wanted).forEach(resource -> await(writer.create(resource)));
    }

    private static void remove(MidonetClient client, Topology wanted) {
        Writer writer = client.writer(Identities.none());
        List<Resource> reversed = new ArrayList<>(inOrder(wanted).toList());
        Collections.reverse(reversed);
        reversed.forEach(resource -> await(writer.delete(resource)));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
