// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("What a cloud fails to say")
class HeldPartsTest {
    private static final VpcState WHOLE =
            GniDocuments.read("multi-vpc-complete.xml").checked().state();
    private static final Corrections CORRECTIONS = Corrections.all();
    private static final Topology BUILT = built();

    /** What a route that leads nowhere becomes; what is held for its destination has a lower weight, and wins. */
    private static final String BEHIND_HELD_ROUTES = "BlackHole weight 40";

    private static Topology built() {
        Checked cloud = new Checked(WHOLE, List.of(), Set.of());
        return Observed.of(CloudStep.of(CloudStep.machinesOf(Stream.of(cloud)), cloud, CORRECTIONS)
                .replay(new Random(1))
                .read());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("changes nothing, as long as the reader says that it cannot be read")
    void staysAsItIs(Loss loss) {
        assertThat(loss.subjects(WHOLE)).isNotEmpty();
        for (String subject : loss.subjects(WHOLE)) {
            VpcState without = loss.from(WHOLE, subject::equals);
            Checked cloud = ConsistencyCheck.check(new Checked(without, List.of(), Set.of(loss.hold(subject))));
            assertThat(writes(cloud.state(), cloud.holds()))
                    .as("held: %s of %s", loss, subject)
                    .filteredOn(write -> !write.endsWith(BEHIND_HELD_ROUTES))
                    .isEmpty();
        }
    }

    /**
     * Not what routes lead to, as the check of the cloud, which is left out here, holds those routes; and a machine that
     * no host lists stays plugged in anyway.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAT_GATEWAY", "PLACEMENT"})
    @DisplayName("keeps nothing of what others plainly do not have")
    void othersGo(Loss loss) {
        List<String> subjects = new ArrayList<>(loss.subjects(WHOLE));
        String unreadable = subjects.remove(0);
        Predicate<String> plain = subjects::contains;
        assertThat(writes(loss.from(WHOLE, id -> true), Set.of(loss.hold(unreadable))))
                .isEqualTo(writes(loss.from(WHOLE, plain), Set.of()));
        assertThat(writes(loss.from(WHOLE, id -> true), Set.of())).isNotEmpty();
    }

    @Test
    @DisplayName("leaves a machine that no host lists plugged in where it is")
    void unplaced() {
        for (String machine : Loss.PLACEMENT.subjects(WHOLE)) {
            assertThat(writes(Loss.PLACEMENT.from(WHOLE, machine::equals), Set.of()))
                    .as("%s", machine)
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("about the host of an interface is told once, by whoever could not read it")
    void unplacedIsToldOnce() {
        NetworkInterface each = WHOLE.interfaces().values().stream()
                .filter(NetworkInterface::isPrimary)
                .findFirst()
                .orElseThrow();
        VpcState without = Loss.PLACEMENT.from(WHOLE, each.instanceId().value()::equals);
        for (String name : List.of(each.id().value(), each.instanceId().value())) {
            assertThat(findings(without, Set.of(new Hold(name, Hold.Part.PLACEMENT))))
                    .doesNotContain("unplaced-instance");
        }
        assertThat(findings(without, Set.of())).contains("unplaced-instance");
    }

    @Test
    @DisplayName("may be said of an interface by its instance")
    void byInstance() {
        for (NetworkInterface each : WHOLE.interfaces().values()) {
            if (each.isPrimary() && each.publicAddress().isPresent()) {
                VpcState without = Loss.PUBLIC_ADDRESS.from(WHOLE, each.id().value()::equals);
                Hold hold = new Hold(each.instanceId().value(), Hold.Part.PUBLIC_ADDRESS);
                assertThat(writes(without, Set.of(hold))).as("%s", hold).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("about the ACL of a subnet keeps the rules of that ACL, if the cloud does not know it either")
    void unknownAcl() {
        for (Subnet subnet : WHOLE.subnets().values()) {
            VpcState without = Loss.ACL.from(WHOLE, subnet.networkAclId().value()::equals);
            assertThat(writes(
                            without, Set.of(Loss.ACL_OF_SUBNET.hold(subnet.id().value()))))
                    .noneMatch(write -> write.contains(" network-acl/"));
        }
    }

    @Test
    @DisplayName("about some routes of a table leaves those alone, and no others")
    void someRoutes() {
        RouteTable table = WHOLE.routeTables().values().stream()
                .filter(each -> beyond(each).size() > 1)
                .findFirst()
                .orElseThrow();
        RouteTable.Route lost = beyond(table).get(0);
        RouteTable.Route turned = new RouteTable.Route(beyond(table).get(1).destination(), lost.target());
        NavigableMap<RouteTableId, RouteTable> tables = new TreeMap<>(WHOLE.routeTables());
        tables.put(table.id(), new RouteTable(table.id(), table.vpcId(), List.of(turned)));
        VpcState partly = new VpcState(
                WHOLE.configuration(),
                WHOLE.hosts(),
                WHOLE.vpcs(),
                WHOLE.subnets(),
                tables,
                WHOLE.networkAcls(),
                WHOLE.natGateways(),
                WHOLE.interfaces(),
                WHOLE.securityGroups(),
                WHOLE.dhcpOptionSets());
        assertThat(writes(partly, Set.of(new Hold(table.id().value(), Hold.Part.ROUTES))))
                .anyMatch(write -> write.startsWith("DELETE") && write.contains(" -> " + turned.destination()))
                .noneMatch(write -> write.contains(" -> " + lost.destination()));
    }

    @Test
    @DisplayName("about what was never built is no harm")
    void neverBuilt() {
        Set<Hold> holds = Stream.of(Loss.values())
                .flatMap(loss -> loss.subjects(WHOLE).stream().map(loss::hold))
                .collect(Collectors.toSet());
        Checked cloud = new Checked(WHOLE, List.of(), holds);
        Topology machines = CloudStep.machinesOf(Stream.of(cloud));
        assertThat(CloudStep.of(machines, cloud, CORRECTIONS).plan().changes())
                .noneMatch(change -> change.action() == Change.Action.DELETE);
    }

    /** The routes of a table that lead out of its VPC. */
    private static List<RouteTable.Route> beyond(RouteTable table) {
        Vpc vpc = requireNonNull(WHOLE.vpcs().get(table.vpcId()));
        return table.routes().stream()
                .filter(route -> !vpc.cidr().overlaps(route.destination())
                        || route.destination().prefixBits() < vpc.cidr().prefixBits())
                .toList();
    }

    private static List<String> findings(VpcState cloud, Set<Hold> holds) {
        return CloudStep.of(BUILT, new Checked(cloud, List.of(), holds), CORRECTIONS).desired().findings().stream()
                .map(Finding::code)
                .toList();
    }

    private static Set<String> writes(VpcState cloud, Set<Hold> holds) {
        return CloudStep.of(BUILT, new Checked(cloud, List.of(), holds), CORRECTIONS)
                .plan()
                .changes()
                .map(change -> change.action() + " " + change.key())
                .collect(Collectors.toSet());
    }
}
