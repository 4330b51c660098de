// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

@DisplayName("Whatever is removed, doubled, renamed or added by others,")
class DriftTest {
    private static final String TENANT = "euca_tenant_1";
    private static final List<String> ODD_NAMES = List.of(
            "",
            "_",
            "vr_",
            "vr_vpc-0000b001",
            "vr_vpc-0000b001_x",
            "natr_nat-0000b2e0000000001_subnet-0000b201",
            "vb_vpc-0000b001_",
            "sg_ingress_",
            "sg_all_sg-b001",
            "ic_i-0000b111_prech",
            "ic_i-0000b111_prechain_",
            "acl_ingress_acl-0000b001",
            "eucart_",
            "EUCABR",
            "euca_version2",
            "OS_PRE_ROUTING");

    private final Set<Key> foreign = new HashSet<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("adoption gives each resource one key, and none of ours to what is not ours")
    void adopts(long seed) {
        Scene scene = drifted(new Random(seed));
        Topology observed = scene.observed();
        Adoption adoption = scene.adopt();
        assertThat(adoption.topology().size()).isEqualTo(observed.size());
        assertThat(ids(adoption)).isEqualTo(ids(observed));
        assertThat(foreign)
                .allSatisfy(key -> assertThat(adoption.topology().contains(key))
                        .as("%s is still foreign", key)
                        .isTrue());
        assertThat(scene.adopt().topology()).isEqualTo(adoption.topology());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("no plan touches what is not ours")
    void plans(long seed) {
        Scene scene = drifted(new Random(seed));
        Adoption adoption = scene.adopt();
        CompileContext context = new CompileContext(
                adoption.facts(), LayoutSettings.defaults(), Corrections.none(), ServerLimits.strict());
        ChangePlan plan = Planner.plan(TopologyCompiler.compile(scene.cloud(), context), adoption.topology());
        assertThat(plan.changes()).allSatisfy(change -> assertThat(foreign).doesNotContain(change.key()));
        assertThat(plan.implied()).allSatisfy(implied -> assertThat(foreign).doesNotContain(implied.key()));
    }

    private static List<UUID> ids(Topology observed) {
        return observed.resources().stream()
                .filter(each -> each.kind().hasId())
                .map(each -> each.key().observedId().orElseThrow())
                .sorted()
                .toList();
    }

    private static List<UUID> ids(Adoption adoption) {
        return adoption.topology().resources().stream()
                .filter(each -> each.kind().hasId())
                .map(each -> adoption.identities().found(each.key()).orElseThrow())
                .sorted()
                .toList();
    }

    private Scene drifted(Random random) {
        foreign.clear();
        Scene scene = new Scene("multi-vpc-complete");
        int steps = 1 + random.nextInt(30);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> remove(scene, random);
                case 2 -> duplicate(scene, random);
                case 3 -> rename(scene, random);
                case 4 -> rebind(scene, random);
                case 5 -> foreignObjects(scene, random);
                case 6 -> foreignRouter(scene, random);
                default -> foreignChain(scene, random);
            }
        }
        return scene;
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static <R extends Resource> List<R> all(Scene scene, Kind kind, Class<R> type) {
        return scene.observed().all(kind, type).collect(Collectors.toCollection(ArrayList::new));
    }

    private void remove(Scene scene, Random random) {
        Resource resource = pick(random, List.copyOf(scene.observed().resources()));
        if (!foreign.contains(resource.key())) {
            scene.remove(resource);
        }
    }

    private void duplicate(Scene scene, Random random) {
        Resource resource = pick(
                random,
                scene.observed().resources().stream()
                        .filter(each -> each.kind().hasId() && !foreign.contains(each.key()))
                        .toList());
        Key twin = scene.fresh(resource.kind());
        scene.add(resource.rekey(key -> key.equals(resource.key()) ? twin : key));
    }

    private void rename(Scene scene, Random random) {
        List<Chain> chains = all(scene, Kind.CHAIN, Chain.class);
        Chain chain = pick(random, chains);
        String name = random.nextBoolean()
                ? pick(random, ODD_NAMES)
                : pick(random, chains).name();
        if (!foreign.contains(chain.key())) {
            scene.add(new Chain(chain.key(), TENANT, name));
        }
        Router router = pick(random, all(scene, Kind.ROUTER, Router.class));
        if (random.nextInt(4) == 0 && !foreign.contains(router.key())) {
            scene.add(new Router(
                    router.key(),
                    TENANT,
                    "vr_vpc-0000b00" + random.nextInt(5) + "_" + random.nextInt(7),
                    true,
                    router.inboundFilter(),
                    router.outboundFilter(),
                    0));
        }
    }

    private void rebind(Scene scene, Random random) {
        HostInterfacePort one = pick(random, all(scene, Kind.HOST_INTERFACE_PORT, HostInterfacePort.class));
        HostInterfacePort other = pick(random, all(scene, Kind.HOST_INTERFACE_PORT, HostInterfacePort.class));
        if (!foreign.contains(one.port())) {
            scene.add(new HostInterfacePort(one.port(), other.host(), other.interfaceName()));
        }
    }

    private void foreignObjects(Scene scene, Random random) {
        String odd = pick(random, ODD_NAMES);
        String ours = pick(random, all(scene, Kind.CHAIN, Chain.class)).name();
        foreign(scene.add(new Chain(scene.fresh(Kind.CHAIN), "someone", ours)));
        foreign(scene.add(new Chain(scene.fresh(Kind.CHAIN), TENANT, odd)));
        foreign(scene.add(new IpAddrGroup(scene.fresh(Kind.IP_ADDR_GROUP), "their" + odd)));
        foreign(scene.add(
                new Bridge(scene.fresh(Kind.BRIDGE), "someone", "eucabr", true, Optional.empty(), Optional.empty())));
    }

    /** An operator's router, linked to one of our bridges, and routed to from one of our routers. */
    private void foreignRouter(Scene scene, Random random) {
        Router theirs = foreign(scene.add(new Router(
                scene.fresh(Kind.ROUTER),
                random.nextBoolean() ? TENANT : "someone",
                pick(random, ODD_NAMES),
                true,
                Optional.empty(),
                Optional.empty(),
                0)));
        Bridge bridge = pick(random, all(scene, Kind.BRIDGE, Bridge.class));
        BridgePort access = foreign(scene.add(
                new BridgePort(scene.fresh(Kind.PORT), bridge.key(), Optional.empty(), Optional.empty(), true, 0)));
        RouterPort port = foreign(scene.add(port(scene, theirs, random)));
        foreign(scene.add(new PortLink(access.key(), port.key())));
        Router router = pick(random, all(scene, Kind.ROUTER, Router.class));
        RouterPort added = foreign(scene.add(port(scene, router, random)));
        foreign(scene.add(
                Route.normal(router.key(), Cidr.ANY, Cidr.of("192.0.2.0/24"), added.key(), Optional.empty(), 0)
                        .withKey(scene.fresh(Kind.ROUTE))));
    }

    private static RouterPort port(Scene scene, Router router, Random random) {
        return new RouterPort(
                scene.fresh(Kind.PORT),
                router.key(),
                Ipv4.of("192.0.2." + (1 + random.nextInt(250))),
                Cidr.of("192.0.2.0/24"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** A chain of others that uses ours. */
    private void foreignChain(Scene scene, Random random) {
        Chain theirs = foreign(scene.add(new Chain(scene.fresh(Kind.CHAIN), "someone", pick(random, ODD_NAMES))));
        Key target = pick(random, all(scene, Kind.CHAIN, Chain.class)).key();
        Key group =
                pick(random, all(scene, Kind.IP_ADDR_GROUP, IpAddrGroup.class)).key();
        foreign(scene.add(new Rule(
                scene.fresh(Kind.RULE),
                theirs.key(),
                1,
                new RuleAction.Jump(target),
                Match.where().ipAddrGroupSrc(group).build())));
    }

    private <R extends Resource> R foreign(R resource) {
        foreign.add(resource.key());
        return resource;
    }
}
