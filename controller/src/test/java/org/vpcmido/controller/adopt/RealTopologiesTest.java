// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.Facts.Footprint;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("In what eucanetd built on a real MidoNet")
class RealTopologiesTest {
    private static final Set<Kind> NEVER_OURS = Set.of(Kind.HOST, Kind.TUNNEL_ZONE, Kind.TUNNEL_ZONE_HOST);

    /** A cloud that has lost all it had. */
    private static final Checked EMPTY = new Checked(
            VpcState.empty(new CloudConfiguration(
                    Ipv4.of("10.111.5.10"),
                    "eucalyptus.internal",
                    List.of(Ipv4.of("10.111.5.10")),
                    List.of(),
                    List.of())),
            List.of(),
            Set.of());

    private static List<String> unrecognised(Topology topology) {
        return topology.resources().stream()
                .filter(each -> each.key().isObserved())
                .filter(each -> !NEVER_OURS.contains(each.kind()))
                .filter(each -> !(each instanceof Route route && route.type() == Route.Type.LOCAL))
                .map(Resource::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"minimal", "single-vpc", "sg-forms", "sg-forms-complete", "multi-vpc", "multi-vpc-complete"})
    @DisplayName("everything is known, even when the cloud asks for none of it")
    void everythingIsKnown(String name) {
        Topology observed = RealTopologies.observation(name).topology();
        Adoption adoption = Adopter.adopt(observed, EMPTY, LayoutSettings.defaults());
        assertThat(unrecognised(adoption.topology())).isEmpty();
        assertThat(adoption.topology().size()).isEqualTo(observed.size());
        assertThat(adoption.findings()).isEmpty();
    }

    private static Checked cloud(String name) {
        return GniDocuments.read(name + ".xml").checked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minimal",
                "single-vpc",
                "small-bgp",
                "sg-forms",
                "sg-forms-complete",
                "multi-vpc",
                "multi-vpc-complete"
            })
    @DisplayName("everything is known, and keeps its id")
    void everyIdIsKept(String name) {
        Topology observed = RealTopologies.observation(name).topology();
        Adoption adoption = Adopter.adopt(observed, cloud(name), LayoutSettings.defaults());
        assertThat(unrecognised(adoption.topology())).isEmpty();
        assertThat(adoption.findings()).isEmpty();
        assertThat(adoption.facts().hosts().keySet()).containsExactlyInAnyOrderElementsOf(hosts(cloud(name)));
        assertThat(ids(adoption)).isEqualTo(observedIds(observed));
    }

    private static Set<String> hosts(Checked cloud) {
        CloudConfiguration configuration = cloud.state().configuration();
        Set<String> names = new TreeSet<>(cloud.state().hosts().keySet());
        names.add(configuration.controllerAddress().toString());
        configuration.gateways().forEach(gateway -> names.add(gateway.host()));
        return names;
    }

    private static Set<UUID> observedIds(Topology observed) {
        return observed.resources().stream()
                .filter(each -> each.kind().hasId())
                .flatMap(each -> each.key().observedId().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<UUID> ids(Adoption adoption) {
        return adoption.topology().resources().stream()
                .filter(each -> each.kind().hasId())
                .flatMap(each -> adoption.identities().found(each.key()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("the numbers of routers and interfaces are read from names and rules")
    void numbers() {
        Facts facts = Adopter.adopt(
                        RealTopologies.observation("multi-vpc-complete").topology(), EMPTY, LayoutSettings.defaults())
                .facts();
        assertThat(text(facts.routerIds()))
                .containsExactlyInAnyOrder(
                        "vpc-0000b001=2", "vpc-0000b002=3", "nat-0000b2e0000000001=4", "vpc-0000b003=5");
        assertThat(text(facts.identityIds()))
                .containsExactlyInAnyOrder(
                        "i-0000b211=10",
                        "i-0000b212=11",
                        "i-0000b221=12",
                        "eni-0000b222=13",
                        "i-0000b223=14",
                        "i-0000b231cafe01234=15",
                        "i-0000b111=16",
                        "i-0000b112=17",
                        "i-0000b311=18",
                        "i-0000b312=19");
        assertThat(facts.reservedRouterIds()).isEmpty();
        assertThat(facts.reservedIdentityIds()).isEmpty();
        assertThat(facts.version()).contains(Ipv4.of("5.0.0.0"));
    }

    private static List<String> text(Map<CloudId, Integer> numbers) {
        return numbers.entrySet().stream().map(Object::toString).toList();
    }

    @Test
    @DisplayName("each thing is found in its place")
    void footprints() {
        Map<CloudId, Footprint> footprints = Adopter.adopt(
                        RealTopologies.observation("multi-vpc-complete").topology(), EMPTY, LayoutSettings.defaults())
                .facts()
                .footprints();
        SubnetId subnet = new SubnetId("subnet-0000b201");
        assertThat(footprints)
                .containsEntry(
                        subnet,
                        new Footprint(
                                Optional.of(new VpcId("vpc-0000b002")), Set.of(), Optional.of(Cidr.of("10.20.0.0/24"))))
                .containsEntry(
                        new NatGatewayId("nat-0000b2e0000000001"),
                        new Footprint(
                                Optional.of(subnet),
                                Set.of(Ipv4.of("10.20.0.50"), Ipv4.of("10.116.150.50")),
                                Optional.empty()))
                .containsEntry(
                        new NetworkInterfaceId("eni-0000b222"),
                        new Footprint(
                                Optional.of(subnet),
                                Set.of(Ipv4.of("10.20.0.12"), Ipv4.of("10.116.150.12")),
                                Optional.empty()))
                .containsEntry(new VpcId("vpc-0000b001"), new Footprint(Optional.empty(), Set.of(), Optional.empty()));
    }

    @Test
    @DisplayName("each thing with a name has the id that the name stood for")
    void idsAreThoseOfTheNames() {
        Topology observed = RealTopologies.observation("multi-vpc-complete").topology();
        Adoption adoption = Adopter.adopt(observed, EMPTY, LayoutSettings.defaults());
        assertThat(observed.all(Kind.CHAIN, Chain.class)).allSatisfy(chain -> {
            Key key = LayoutNames.chain(chain.name()).orElseThrow();
            assertThat(adoption.identities().id(key))
                    .isEqualTo(chain.key().observedId().orElseThrow());
        });
        assertThat(observed.all(Kind.ROUTER, Router.class)).allSatisfy(router -> {
            Key key = LayoutNames.router(router.name()).orElseThrow().key();
            assertThat(adoption.identities().id(key))
                    .isEqualTo(router.key().observedId().orElseThrow());
        });
    }
}
