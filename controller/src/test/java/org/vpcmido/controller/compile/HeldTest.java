// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Facts.Footprint;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("What a document says nothing valid about")
class HeldTest {
    private final VpcState whole = GniDocuments.read("multi-vpc.xml").checked().state();
    private final Desired before = compile(new Checked(whole, List.of(), Set.of()), hosts());

    /** One of each kind, and a primary, a secondary and a long interface. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpc-0000b002",
                "vpc-0000b001",
                "subnet-0000b201",
                "subnet-0000b203",
                "nat-0000b2e0000000001",
                "acl-0000b002",
                "sg-0000b2a0",
                "eni-0000b211",
                "eni-0000b222",
                "eni-0000b231"
            })
    @DisplayName("loses nothing of what MidoNet has, but for what others change")
    void nothingIsLost(String unreadable) {
        VpcState without = without(unreadable);
        Set<Hold> holds = new HashSet<>(Set.of(Hold.all(unreadable)));
        interfaces(unreadable)
                .forEach(each -> holds.add(Hold.all(each.nameInMidonet().value())));
        Desired after = compile(ConsistencyCheck.check(new Checked(without, List.of(), holds)), found());
        Set<Key> changed = new TreeSet<>();
        Set<Key> lost = new TreeSet<>();
        for (Resource each : before.topology().resources()) {
            if (!after.topology().find(each.key()).map(HeldTest::content).equals(Optional.of(content(each)))) {
                (after.holds().covers(each) ? changed : lost).add(each.key());
            }
        }
        assertThat(lost).isEmpty();
        assertThat(changed).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eni-0000b211", "subnet-0000b203", "sg-0000b2a0"})
    @DisplayName("does not keep what belongs to others")
    void othersAreNotHeld(String unreadable) {
        Set<Hold> holds = new HashSet<>(Set.of(Hold.all(unreadable)));
        interfaces(unreadable)
                .forEach(each -> holds.add(Hold.all(each.nameInMidonet().value())));
        Desired after = compile(ConsistencyCheck.check(new Checked(without(unreadable), List.of(), holds)), found());
        assertThat(before.topology().resources())
                .filteredOn(each -> each.key().path().matches("(vpc/vpc-0000b001|interface/i-0000b31)/.*"))
                .noneMatch(after.holds()::covers);
    }

    @Test
    @DisplayName("is gone when the document says so plainly")
    void nothingIsHeldWithoutNeed() {
        Desired after = compile(new Checked(whole, List.of(), Set.of()), found());
        assertThat(before.topology().resources()).noneMatch(after.holds()::covers);
    }

    @Test
    @DisplayName("and was never built is closed, not open")
    void newSubnetWithoutAcl() {
        Set<Hold> holds = Set.of(new Hold("subnet-0000b203", Hold.Part.NETWORK_ACL_ASSOCIATION));
        Checked cloud = new Checked(whole, List.of(), holds);
        Key chain = new Key("subnet/subnet-0000b203/in-chain");
        assertThat(last(compile(cloud, hosts()), chain)).isEqualTo("drop");
        assertThat(last(compile(cloud, found()), chain)).isEqualTo("accept nwSrc=10.20.2.0/30");
    }

    @Test
    @DisplayName("about a NAT gateway's public address leaves all of it, and is told once")
    void natGatewayWithoutAddress() {
        VpcState without = withNatGateways(each -> new NatGateway(
                each.id(), each.vpcId(), each.subnetId(), each.mac(), each.privateAddress(), Optional.empty()));
        NatGatewayId id = whole.natGateways().firstKey();
        String gateway = id.value();
        Desired plain = compile(new Checked(without, List.of(), Set.of()), found());
        assertThat(plain.findings()).extracting(Finding::code).containsOnlyOnce("no-public-address");
        assertThat(plain.findings()).extracting(Finding::subject).contains(gateway);
        Desired held =
                compile(new Checked(without, List.of(), Set.of(new Hold(gateway, Hold.Part.PUBLIC_ADDRESS))), found());
        assertThat(held.findings()).extracting(Finding::code).doesNotContain("no-public-address");
        for (Desired after : List.of(plain, held)) {
            assertThat(before.topology().resources())
                    .filteredOn(each -> each.key().isWithin(Keys.natGateway(id)))
                    .isNotEmpty()
                    .allMatch(after.holds()::covers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpc-0000b002", "nat-0000b2e0000000001"})
    @DisplayName("keeps the routes that lead to its router, whoever they are for")
    void routesToTheRouter(String unreadable) {
        Facts numbers = new Facts(
                hosts().hosts(),
                found().routerIds(),
                Set.of(),
                Map.of(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                0,
                Map.of());
        Desired after = compile(new Checked(without(unreadable), List.of(), Set.of(Hold.all(unreadable))), numbers);
        int number = requireNonNull(
                numbers.routerIds().get(CloudIds.parse(unreadable).orElseThrow()));
        LayoutSettings settings = LayoutSettings.defaults();
        assertThat(after.holds()
                        .covers(Route.normal(
                                Keys.EDGE_ROUTER,
                                Cidr.ANY,
                                Cidr.of("203.0.113.77/32"),
                                Keys.EDGE_ROUTER_INNER_PORT,
                                Optional.of(settings.transitAddress(number)),
                                100)))
                .isTrue();
        assertThat(after.holds()
                        .covers(Route.normal(
                                Keys.METADATA_ROUTER,
                                Cidr.ANY,
                                Cidr.of("255.0.0.99/32"),
                                Keys.METADATA_ROUTER_INNER_PORT,
                                Optional.of(settings.metadataTransitAddress(number)),
                                0)))
                .isTrue();
    }

    @Test
    @DisplayName("about a NAT gateway's Ethernet address is no harm: it is computed, and the same each time")
    void natGatewayWithoutMac() {
        VpcState without = withNatGateways(each -> new NatGateway(
                each.id(),
                each.vpcId(),
                each.subnetId(),
                Optional.empty(),
                each.privateAddress(),
                each.publicAddress()));
        Key port = Keys.natGatewaySubnetPort(whole.natGateways().firstKey());
        Checked cloud = new Checked(without, List.of(), Set.of());
        Optional<MacAddress> mac =
                compile(cloud, hosts()).topology().find(port, RouterPort.class).flatMap(RouterPort::mac);
        assertThat(mac).isPresent();
        assertThat(compile(cloud, hosts())
                        .topology()
                        .find(port, RouterPort.class)
                        .flatMap(RouterPort::mac))
                .isEqualTo(mac);
    }

    private VpcState withNatGateways(UnaryOperator<NatGateway> change) {
        NavigableMap<NatGatewayId, NatGateway> changed = new TreeMap<>(whole.natGateways());
        changed.replaceAll((id, each) -> change.apply(each));
        return new VpcState(
                whole.configuration(),
                whole.hosts(),
                whole.vpcs(),
                whole.subnets(),
                whole.routeTables(),
                whole.networkAcls(),
                changed,
                whole.interfaces(),
                whole.securityGroups(),
                whole.dhcpOptionSets());
    }

    /** Without the position, as a rule that only moves stays. */
    private static Resource content(Resource each) {
        return each instanceof Rule rule ? rule.at(1) : each;
    }

    private static String last(Desired desired, Key chain) {
        var rules = desired.topology().rules(chain);
        return rules.get(rules.size() - 1).content();
    }

    private List<NetworkInterface> interfaces(String id) {
        return whole.interfaces().values().stream()
                .filter(each -> each.id().value().equals(id))
                .toList();
    }

    private VpcState without(String id) {
        return whole.edit()
                .vpcs(kept(whole.vpcs(), id))
                .subnets(kept(whole.subnets(), id))
                .networkAcls(kept(whole.networkAcls(), id))
                .natGateways(kept(whole.natGateways(), id))
                .interfaces(kept(whole.interfaces(), id))
                .securityGroups(kept(whole.securityGroups(), id))
                .build();
    }

    private static <I extends CloudId, E> NavigableMap<I, E> kept(NavigableMap<I, E> all, String id) {
        NavigableMap<I, E> kept = new TreeMap<>(all);
        kept.keySet().removeIf(isNamed(id));
        return kept;
    }

    private static Predicate<CloudId> isNamed(String id) {
        return each -> each.value().equals(id);
    }

    private Facts hosts() {
        Map<String, Key> hosts = new HashMap<>();
        whole.hosts().keySet().forEach(name -> hosts.put(name, new Key("host:" + name)));
        hosts.put("10.111.5.10", new Key("host:10.111.5.10"));
        hosts.put("10.111.5.11", new Key("host:10.111.5.11"));
        return Facts.none().withHosts(hosts);
    }

    /** What adoption finds where all of the document has been built: numbers from 2 and 10 in order of ids. */
    private Facts found() {
        Map<CloudId, Footprint> footprints = new HashMap<>();
        whole.vpcs()
                .keySet()
                .forEach(id -> footprints.put(id, new Footprint(Optional.empty(), Set.of(), Optional.empty())));
        whole.subnets()
                .values()
                .forEach(each -> footprints.put(
                        each.id(), new Footprint(Optional.of(each.vpcId()), Set.of(), Optional.of(each.cidr()))));
        whole.networkAcls()
                .values()
                .forEach(each -> footprints.put(
                        each.id(), new Footprint(Optional.of(each.vpcId()), Set.of(), Optional.empty())));
        whole.natGateways()
                .values()
                .forEach(each -> footprints.put(
                        each.id(),
                        new Footprint(
                                Optional.of(each.subnetId()),
                                addresses(each.privateAddress(), each.publicAddress()),
                                Optional.empty())));
        Map<CloudId, Integer> identities = new HashMap<>();
        NavigableMap<CloudId, NetworkInterface> byName =
                VpcState.byId(whole.interfaces().values(), NetworkInterface::nameInMidonet);
        byName.forEach((name, each) -> {
            footprints.put(
                    name,
                    new Footprint(
                            Optional.of(each.subnetId()),
                            addresses(each.privateAddress(), each.publicAddress()),
                            Optional.empty()));
            identities.put(name, 10 + identities.size());
        });
        Map<CloudId, Integer> routers = new HashMap<>();
        whole.vpcs().keySet().forEach(id -> routers.put(id, 2 + routers.size()));
        whole.natGateways().keySet().forEach(id -> routers.put(id, 2 + routers.size()));
        return new Facts(
                hosts().hosts(), routers, Set.of(), identities, Set.of(), Map.of(), Optional.empty(), 0, footprints);
    }

    private static Set<Ipv4> addresses(Ipv4 first, Optional<Ipv4> second) {
        return second.map(address -> Set.of(first, address)).orElse(Set.of(first));
    }

    private static Desired compile(Checked cloud, Facts facts) {
        return TopologyCompiler.compile(
                cloud,
                new CompileContext(facts, LayoutSettings.defaults(), Corrections.none(), ServerLimits.lenient()));
    }
}
