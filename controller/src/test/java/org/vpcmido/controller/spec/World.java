// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.golden.Renumbered;
import org.vpcmido.controller.plan.Guard;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.VpcState;

/** A cloud and the MidoNet that follows it. It starts as the reference cloud, converged. */
final class World {
    /** The hosts of the reference cloud. */
    static final String H1 = "192.0.2.21";

    static final String H2 = "192.0.2.22";
    static final String H3 = "192.0.2.23";

    /** Whether all changes of all scenarios are followed one write at a time (S-168). */
    private static final boolean EVERY_WRITE = Boolean.getBoolean("scenarios.everyWrite");

    /** A larger change is not followed one write at a time. */
    private static final int WRITES_FOLLOWED_MAX = 500;

    private static final List<String> OUTSIDE = List.of("X1");

    /** By which those outside send. */
    private static final String GATEWAY = "GW1";

    private static final int[] PORTS = {22, 80, 3306};

    private final LiveMidonet midonet;
    private final ObjectNode start;
    private final ObjectNode bare;
    private GivenCloud cloud;
    private ReconcileSettings settings = ReconcileSettings.defaults().withGuard(Guard.DEFAULT.withLossShareMax(1));
    private UnaryOperator<String> editor = UnaryOperator.identity();
    private ApplyResult reached;
    private Wire wire;
    private boolean isOnItsOwn;
    private final List<VpcState> history = new ArrayList<>();
    private boolean isOfCloudsOnly = true;

    World(LiveMidonet midonet, ObjectNode bare, ObjectNode start, GivenCloud cloud, ApplyResult reached) {
        this.midonet = midonet;
        this.bare = bare;
        this.start = start;
        this.cloud = cloud;
        this.reached = reached;
        this.wire = wireTo(reached.second().orElse(reached.first()).adoption());
    }

    /** The premise of a scenario: the reference cloud with a difference, converged. */
    World given(UnaryOperator<GivenCloud> difference) {
        return after(difference);
    }

    /** Changes the cloud, publishes its document, and lets MidoNet follow until nothing is left to do. */
    World after(UnaryOperator<GivenCloud> change) {
        changed(change);
        if (EVERY_WRITE && look().plan().plan().changes().count() <= WRITES_FOLLOWED_MAX) {
            ObjectNode before = followed().dump();
            eachWriteIsSafeOf(UnaryOperator.identity());
            midonet.load(before);
        }
        return converge();
    }

    /** Another cloud, for which MidoNet has nothing yet but its hosts. */
    World fromNothing(GivenCloud other) {
        isOnItsOwn = true;
        isOfCloudsOnly = false;
        midonet.load(bare);
        cloud = other;
        return converge();
    }

    /** Publishes documents that are edited by hand, as no cloud of this language can say it. */
    World afterEditing(UnaryOperator<String> byHand) {
        String before = midonet.document(cloud.state());
        assertThat(byHand.apply(before)).as("the edited document").isNotEqualTo(before);
        editor = byHand;
        isOfCloudsOnly = false;
        return converge();
    }

    /** With these corrections, as an operator writes them. */
    World correcting(String corrections) {
        isOfCloudsOnly = false;
        settings = settings.withCorrections(Corrections.parse(corrections));
        return converge();
    }

    /** Without the tables that tell bridges where interfaces are. */
    World withoutStaticTables() {
        isOfCloudsOnly = false;
        LayoutSettings with = settings.layout();
        settings = settings.withLayout(new LayoutSettings(
                with.transit(),
                with.metadataTransit(),
                with.metadataLink(),
                with.identities(),
                with.routerIdLimit(),
                with.identityIdLimit(),
                with.l2Isolation(),
                false,
                with.metadataRouter(),
                with.metadataEgress(),
                with.dnsEgress(),
                with.version()));
        return converge();
    }

    /** Lets MidoNet follow the present document, and checks that nothing is left to do. */
    World converge() {
        follow();
        assertThat(reached.second().orElseThrow().plan().changes())
                .as("what is left to do")
                .isEmpty();
        return this;
    }

    /** Lets MidoNet follow the present document as far as it can. */
    ApplyResult follow() {
        reached = followed().follow(cloud.state(), editor, settings);
        wire = wireTo(reached.second().orElse(reached.first()).adoption());
        history.add(cloud.state());
        isOfCloudsOnly &= reached.first().findings().isEmpty();
        return reached;
    }

    /**
     * If nothing but the cloud changed in this scenario, its clouds are taken in other ways: each from nothing, all in one
     * leap, and then backwards, each twice. What MidoNet has depends on the cloud alone, and the second time nothing is
     * written.
     */
    void expand() {
        if (!isOfCloudsOnly || history.isEmpty()) {
            return;
        }
        List<VpcState> path = new ArrayList<>(List.of(ReferenceCloud.given().state()));
        path.addAll(history);
        List<SortedMap<String, Integer>> fresh = new ArrayList<>();
        for (VpcState each : path) {
            midonet.load(bare);
            fresh.add(lines(midonet.follow(each, editor, settings)));
        }
        midonet.load(start);
        for (int next = path.size() - 1; next >= 0; next--) {
            assertThat(lines(midonet.follow(path.get(next), editor, settings)))
                    .as("step %d of %d, reached backwards", next, path.size() - 1)
                    .isEqualTo(fresh.get(next));
            assertThat(midonet.follow(path.get(next), editor, settings)
                            .requests()
                            .writes()
                            .total())
                    .as("writes when step %d of %d is asked for again", next, path.size() - 1)
                    .isZero();
        }
    }

    private static SortedMap<String, Integer> lines(ApplyResult result) {
        assertThat(result.hasConverged()).isTrue();
        return Renumbered.lines(
                result.second().orElse(result.first()).adoption().topology());
    }

    /**
     * As {@link #after}, but one write at a time; before the first and after each of them, the claims must hold.
     *
     * @return how many writes there were
     */
    int eachWriteOf(UnaryOperator<GivenCloud> change, Runnable... claims) {
        List.of(claims).forEach(Runnable::run);
        cloud = change.apply(cloud);
        int[] writes = {0};
        followed().followStepwise(cloud.state(), editor, settings, between -> {
            writes[0]++;
            wire = wireTo(between);
            List.of(claims).forEach(Runnable::run);
        });
        converge();
        assertThat(writes()).as("writes that were left").isZero();
        return writes[0];
    }

    /**
     * As {@link #eachWriteOf}: nothing passes between two writes that passes neither before nor after.
     *
     * @return how many writes there were
     */
    int eachWriteIsSafeOf(UnaryOperator<GivenCloud> change) {
        changed(change).look(); // From now on, the senders and addresses of the new cloud are tried, also before it.
        List<Set<String>> states = new ArrayList<>();
        int writes = eachWriteOf(UnaryOperator.identity(), () -> states.add(passing()));
        Set<String> either = new TreeSet<>(states.get(0));
        either.addAll(passing());
        for (Set<String> between : states) {
            Set<String> opened = new TreeSet<>(between);
            opened.removeAll(either);
            assertThat(opened).as("what passes between two writes only").isEmpty();
        }
        return writes;
    }

    /** Follows the present document until so many writes are done; then leadership is lost. */
    ApplyResult interruptedAfter(int writes) {
        isOfCloudsOnly = false;
        reached = followed().followFor(writes, cloud.state(), editor, settings);
        wire = wireTo(reached.second().orElse(reached.first()).adoption());
        return reached;
    }

    /** The reference cloud and its MidoNet again. */
    World startOver() {
        cloud = ReferenceCloud.given();
        midonet.load(start);
        return look();
    }

    /** Changes the cloud; MidoNet does not follow yet. */
    World changed(UnaryOperator<GivenCloud> change) {
        cloud = change.apply(cloud);
        return this;
    }

    /** The ids behind what MidoNet has. */
    Identities identities() {
        return reached.second().orElse(reached.first()).adoption().identities();
    }

    /** How many objects of MidoNet bear a name. */
    int names() {
        ObjectNode all = followed().dump();
        return all.path("routers").size()
                + all.path("bridges").size()
                + all.path("chains").size()
                + all.path("ip_addr_groups").size()
                + all.path("ports").size();
    }

    /** What following the present document would do. */
    PlanResult plan() {
        return followed().plan(cloud.state(), editor, settings);
    }

    /** MidoNet itself, for scenarios in which something else than the product changes it. */
    LiveMidonet own() {
        isOfCloudsOnly = false;
        return followed();
    }

    private LiveMidonet followed() {
        if (!isOnItsOwn) {
            isOnItsOwn = true;
            midonet.load(start);
        }
        return midonet;
    }

    /** Looks at MidoNet again, as somebody changed it; writes nothing. */
    World look() {
        wire = wireTo(plan().adoption());
        return this;
    }

    /** The present cloud. */
    GivenCloud cloud() {
        return cloud;
    }

    /** What the last pass did. */
    ApplyResult last() {
        return reached;
    }

    /** Writes of the last pass. */
    long writes() {
        return reached.requests().writes().total();
    }

    /** What the last pass changed. */
    Stream<Key> changes() {
        return reached.first().plan().changes().map(change -> change.subject().key());
    }

    /** What was found wrong in the last pass. */
    List<Finding> findings() {
        return reached.first().findings();
    }

    /** The last pass reported this about that. */
    void reports(String code, CloudId subject) {
        assertThat(findings())
                .as(Names.readable("findings about " + subject))
                .anyMatch(each -> each.code().equals(code) && each.toString().contains(subject.value()));
    }

    /** As MidoNet gave it after the last pass. */
    Topology topology() {
        return wire.topology();
    }

    /** What MidoNet has that mentions an address, as itself and not as a part of another. */
    List<String> mentioning(String address) {
        return mentioning(address, wire.topology().resources().stream()).toList();
    }

    private static Stream<String> mentioning(String address, Stream<? extends Resource> resources) {
        Pattern itself = Pattern.compile("(?<![0-9.])" + Pattern.quote(address) + "(?![0-9])");
        return resources
                .map(Object::toString)
                .filter(each -> itself.matcher(each).find());
    }

    /** MidoNet sends a public address nowhere and translates nothing to it, and no group holds it. */
    void hasNoUseFor(String publicAddress) {
        Ipv4 address = Ipv4.of(publicAddress);
        assertThat(wire.topology().all(Kind.ROUTE, Route.class))
                .filteredOn(route -> route.type() == Route.Type.NORMAL)
                .noneMatch(route -> route.destination().equals(address.asCidr()));
        assertThat(wire.topology().all(Kind.IP_ADDR_GROUP_ADDR, IpAddrGroupAddr.class))
                .noneMatch(member -> member.address().equals(address));
        assertThat(translationsOf(publicAddress))
                .as("translations of " + address)
                .isZero();
    }

    /** How many rules translate to or from a public address. */
    int translationsOf(String publicAddress) {
        return (int) mentioning(
                        publicAddress,
                        wire.topology()
                                .all(Kind.RULE, Rule.class)
                                .filter(rule -> rule.action() instanceof RuleAction.Nat))
                .count();
    }

    /** The keys of all that MidoNet has. */
    Set<Key> keys() {
        return wire.topology().resources().stream().map(Resource::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where guests and outside are connected. */
    Wire wire() {
        return wire;
    }

    /** Packets that know of each other, also across changes of the cloud. */
    Talk talk() {
        return new Talk(this);
    }

    /** All that passes among the reference cloud's interfaces and from outside: a line for each sender and packet. */
    Set<String> passing() {
        Set<String> passing = new TreeSet<>();
        List<String> guests = wire.guests();
        List<String> targets = wire.addresses();
        Stream.concat(guests.stream(), OUTSIDE.stream().filter(outside -> wire.isPlugged(GATEWAY)))
                .forEach(sender -> targets.forEach(target -> {
                    for (Outgoing packet : probes(sender, target)) {
                        Sent sent = packet.in(this);
                        if (sent.isDelivered()) {
                            passing.add(sender + ": " + sent.claim());
                        }
                    }
                }));
        return passing;
    }

    private static List<Outgoing> probes(String sender, String target) {
        List<Outgoing> probes = new ArrayList<>();
        for (int port : PORTS) {
            probes.add(packetFrom(sender).to(target).tcp(port));
        }
        probes.add(packetFrom(sender).to(target).ping());
        return probes;
    }

    private Wire wireTo(Adoption adoption) {
        Topology topology = adoption.topology();
        return new Wire(cloud.state(), topology, Walker.of(topology));
    }
}
