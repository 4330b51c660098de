// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.simulator.Fault;
import org.vpcmido.midonet.simulator.FaultEffect;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;

@DisplayName("Reading parts of a topology anew")
class RereadingTest {
    private static final Map<Kind, List<Kind>> CHILDREN = Map.of(
            Kind.ROUTER, List.of(Kind.ROUTE, Kind.BGP_PEER, Kind.BGP_NETWORK, Kind.PORT),
            Kind.BRIDGE, List.of(Kind.DHCP_SUBNET, Kind.ARP_ENTRY, Kind.MAC_ENTRY, Kind.PORT),
            Kind.CHAIN, List.of(Kind.RULE),
            Kind.PORT_GROUP, List.of(Kind.PORT_GROUP_PORT),
            Kind.TUNNEL_ZONE, List.of(Kind.TUNNEL_ZONE_HOST));

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator = await(Simulator.start(vertx, SimulatorOptions.defaults()));
    private final MidonetClient client =
            await(MidonetClient.connect(vertx, MidonetConfig.defaults().withUrl(URI.create(simulator.url()))));

    @BeforeEach
    void load() {
        await(simulator.load(RealTopologies.text("small-bgp")));
    }

    @AfterEach
    void stop() {
        await(client.close());
        await(simulator.close());
        await(vertx.close());
    }

    @Test
    @DisplayName("gives the same when nothing has changed, whatever is read")
    void unchanged() {
        Observation before = await(client.observe());
        assertThat(before.with(await(client.reread(parts(before.topology()).toList()))))
                .isEqualTo(before);
    }

    @Test
    @DisplayName("brings every object into an observation that had none")
    void fromNothing() {
        Observation all = await(client.observe());
        await(simulator.load("{}"));
        Observation nothing = await(client.observe());
        await(simulator.load(RealTopologies.text("small-bgp")));
        assertThat(nothing.with(await(client.reread(parts(all.topology()).toList()))))
                .isEqualTo(all);
    }

    /** Deletes one of each kind; what it was and what it hung on is read again. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HOST", "TUNNEL_ZONE", "TUNNEL_ZONE_HOST"})
    @DisplayName("sees that one is gone, with what goes along with it, as a whole observation does:")
    void gone(Kind kind) {
        Observation before = await(client.observe());
        Resource victim =
                before.topology().all(kind, Resource.class).findFirst().orElseThrow();
        await(client.writer(Identities.none()).delete(victim));

        Observation after = await(client.observe());
        assertThat(after).isNotEqualTo(before);
        // A device that a filter or a jump was taken from, or a port that lost its peer, is no part of its chain or
        // port.
        List<Part> changed = parts(before.topology())
                .filter(part -> part instanceof Part.Item item
                        ? item.key().equals(victim.key()) || touched(before, after, item.key())
                        : touched(before, after, ((Part.Contents) part).parentKey())
                                || after.topology().contains(((Part.Contents) part).parentKey()))
                .filter(part ->
                        part instanceof Part.Item || after.topology().contains(((Part.Contents) part).parentKey()))
                .toList();
        Observation reread = before.with(await(client.reread(changed)));
        assertThat(reread.topology().resources())
                .containsExactlyElementsOf(after.topology().resources());
        assertThat(reread).isEqualTo(after);
    }

    /** A member of a port group, and a port that routes lead to. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"PORT_GROUP_PORT", "ROUTE"})
    @DisplayName("sees by the list of a device's ports that one is gone, with what joined it to others:")
    void portGone(Kind joint) {
        Observation before = await(client.observe());
        Resource victim = before.topology()
                .all(joint, Resource.class)
                .flatMap(join -> join.references().stream())
                .flatMap(end -> before.topology().find(end).stream())
                .filter(end -> end.kind() == Kind.PORT)
                .findFirst()
                .orElseThrow();
        await(client.writer(Identities.none()).delete(victim));

        Resource device = before.topology().find(victim.owner().orElseThrow()).orElseThrow();
        Part ports = new Part.Contents(
                Kind.PORT, device.kind(), device.key().observedId().orElseThrow());
        Topology reread = before.with(await(client.reread(List.of(ports)))).topology();
        assertThat(reread.contains(victim.key())).isFalse();
        assertThat(reread.referringTo(victim.key())).isEmpty();
        assertThat(reread.resources())
                .containsExactlyElementsOf(await(client.observe()).topology().resources());
    }

    private static boolean touched(Observation before, Observation after, Key key) {
        return !before.topology().find(key).equals(after.topology().find(key))
                || before.topology().referringTo(key).toList().size()
                        != after.topology().referringTo(key).toList().size();
    }

    @Test
    @DisplayName("fails for a list that cannot be read, and for the list of an object that is gone: that is none")
    void allOrNothing() {
        Part rules = parts(await(client.observe()).topology())
                .filter(part -> part instanceof Part.Contents list && list.kind() == Kind.RULE)
                .findFirst()
                .orElseThrow();
        simulator.faults().add(Fault.always("GET", "/chains/.*", new FaultEffect.Truncate()));
        assertThatThrownBy(() -> await(client.reread(List.of(rules))))
                .hasCauseInstanceOf(MidonetException.Unavailable.class);
        simulator.faults().clear();

        Part unknown = new Part.Contents(Kind.RULE, Kind.CHAIN, UUID.randomUUID());
        assertThatThrownBy(() -> await(client.reread(List.of(unknown))))
                .hasCauseInstanceOf(MidonetException.Stale.class);
    }

    /** All objects that have an id and belong to nobody or are ports, and all lists. */
    private static Stream<Part> parts(Topology topology) {
        return topology.resources().stream()
                .filter(resource -> resource.kind().hasId())
                .filter(resource -> resource.owner().isEmpty() || resource.kind() == Kind.PORT)
                .flatMap(RereadingTest::parts);
    }

    private static Stream<Part> parts(Resource resource) {
        UUID id = resource.key().observedId().orElseThrow();
        return Stream.concat(
                Stream.of(new Part.Item(resource.kind(), id)),
                CHILDREN.getOrDefault(resource.kind(), List.of()).stream()
                        .map(kind -> new Part.Contents(kind, resource.kind(), id)));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
