// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.PortGroupPort;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;

@DisplayName("A plan as people and programs read it")
class PlanShownTest {
    private static final ChangePlan PLAN = SmallPlan.plan();
    private static final Guard.Ruling HELD = Guard.DEFAULT.judge(PLAN);
    private static final Guard.Ruling PASSED = Guard.DEFAULT.withLossShareMax(1).judge(PLAN);

    @Test
    @DisplayName("tells what is written in which wave and why, what became of it, what cannot be, and what stays")
    void text() {
        assertThat(text(PLAN, HELD))
                .containsExactly(
                        "wave 1 of 2, 4 writes",
                        "  ~ router core/edge-router  # the cloud has an edge; asNumber: 0 -> 64512,"
                                + " inboundFilter: vpc/vpc-1/old-chain -> none [applied]",
                        "  + chain vpc/vpc-1/pre-chain  # vpc-1 is in the cloud",
                        "  + rule vpc/vpc-1/pre-chain/drop  # vpc-1 is in the cloud",
                        "  + rule vpc/vpc-1/pre-chain/jump vpc/vpc-1/nowhere  # vpc-1 is in the cloud",
                        "wave 2 of 2, 2 writes",
                        "  - chain vpc/vpc-1/old-chain  # no longer asked for; correction x is off",
                        "  - ip_addr_group security-group/sg-1/all-addresses  # no longer asked for",
                        "  ! vpc/vpc-1/pre-chain/jump vpc/vpc-1/nowhere cannot be written: refers to vpc/vpc-1/nowhere,"
                                + " which does not exist",
                        "  = vpc/vpc-1/used-chain stays: used by midonet/router/1, which stays",
                        "create 3, update 1, delete 2 (and 1 along with them), unchanged 0",
                        "held by the guard: 3 of 5 resources would go, which is 60%; the limit is 25%");
        assertThat(text(PLAN, PASSED)).hasSize(11).last().asString().startsWith("create 3");
    }

    @Test
    @DisplayName("says so if there is nothing to do")
    void nothing() {
        Topology there = Topology.of(List.of(new Chain(SmallPlan.NEW_CHAIN, "t", "c")));
        assertThat(text(plan(there, there, Map.of()), PASSED))
                .containsExactly("nothing to do; 1 resource as asked for");
    }

    @Test
    @DisplayName("is shown change by change up to a hundred, and then by its causes, of which two hundred are shown")
    void byCause() {
        assertThat(text(groups(100, 100), PASSED)).hasSize(102).first().isEqualTo("wave 1 of 1, 100 writes");
        assertThat(text(groups(101, 1), PASSED))
                .containsExactly(
                        "101 writes in 1 wave, by cause (--verbose shows each)",
                        "  cause 0: + 101 ip_addr_group",
                        "create 101, update 0, delete 0, unchanged 0");
        assertThat(text(groups(200, 200), PASSED)).hasSize(202);
        assertThat(text(groups(201, 201), PASSED)).hasSize(203).contains("  and 1 cause more");
        assertThat(PlanText.write(groups(101, 1), PASSED, PlanText.Detail.FULL, change -> Optional.empty())
                        .lines())
                .hasSize(103);
    }

    @Test
    @DisplayName("counts by cause what is made, changed and deleted, by kinds")
    void kinds() {
        List<Resource> there = groupsNamed(0, 101);
        Desired desired = new Desired(
                Topology.of(List.of(new Chain(SmallPlan.NEW_CHAIN, "t", "c"))),
                Map.of(),
                Holds.none(),
                Map.of(SmallPlan.NEW_CHAIN, "no longer asked for"),
                List.of());
        assertThat(text(Planner.plan(desired, Topology.of(there)), PASSED))
                .contains("  no longer asked for: + 1 chain; - 101 ip_addr_group");
    }

    @Test
    @DisplayName(
            "has in JSON the cloud, the counts, every change with its fields, what is wrong, and the guard's verdict")
    void json() {
        ObjectNode json = PlanJson.write(
                new PlanJson.Cloud(Optional.of("7"), 1, 2),
                PLAN,
                Identities.none(),
                List.of(Finding.error("vpc-1", "odd", "vpc-1: it is odd", "left out")),
                HELD,
                change -> Optional.of("applied").filter(applied -> change.key().equals(SmallPlan.EDGE)));
        assertThat(json.path("cloud")).hasToString("{\"version\":\"7\",\"vpcs\":1,\"interfaces\":2}");
        assertThat(json.path("summary")).hasToString("{\"create\":3,\"update\":1,\"delete\":2,\"unchanged\":0}");
        assertThat(json.path("changes")).hasSize(6);
        assertThat(json.at("/changes/0"))
                .hasToString("{\"wave\":1,\"action\":\"update\",\"kind\":\"router\",\"id\":\""
                        + Identities.none().id(SmallPlan.EDGE) + "\",\"key\":\"core/edge-router\","
                        + "\"because\":\"the cloud has an edge; asNumber: 0 -> 64512, inboundFilter:"
                        + " vpc/vpc-1/old-chain -> none\","
                        + "\"before\":{\"tenantId\":\"t\",\"name\":\"router\",\"adminStateUp\":true,"
                        + "\"inboundFilter\":\"vpc/vpc-1/old-chain\",\"asNumber\":0},"
                        + "\"after\":{\"tenantId\":\"t\",\"name\":\"router\",\"adminStateUp\":true,\"asNumber\":64512},"
                        + "\"outcome\":\"applied\"}");
        assertThat(json.at("/changes/1/before").isNull()).isTrue();
        assertThat(json.at("/changes/1/outcome").isMissingNode()).isTrue();
        assertThat(json.at("/changes/5/wave").asInt()).isEqualTo(2);
        assertThat(json.at("/changes/5/after").isNull()).isTrue();
        assertThat(json.path("findings"))
                .hasToString("[{\"severity\":\"error\",\"subject\":\"vpc-1\",\"code\":\"odd\","
                        + "\"message\":\"vpc-1: it is odd\",\"effect\":\"left out\"}]");
        assertThat(json.path("guard"))
                .hasToString("{\"verdict\":\"hold\",\"reason\":\"3 of 5 resources would go, which is 60%;"
                        + " the limit is 25%\"}");
    }

    @Test
    @DisplayName(
            "has in JSON no reason for a guard that passes it, no version if the cloud has none, no id for a membership")
    void jsonWithoutThem() {
        Resource group = new PortGroup(new Key("core/group"), "t", "g", true);
        Resource port = new BridgePort(
                new Key("core/port"), new Key("core/bridge"), Optional.empty(), Optional.empty(), true, 0);
        Resource bridge = new Bridge(new Key("core/bridge"), "t", "b", true, Optional.empty(), Optional.empty());
        Topology there = Topology.of(List.of(group, port, bridge));
        Topology wanted = Topology.of(List.of(group, port, bridge, new PortGroupPort(group.key(), port.key())));
        ObjectNode json = PlanJson.write(
                new PlanJson.Cloud(Optional.empty(), 0, 0),
                plan(wanted, there, Map.of()),
                Identities.none(),
                List.of(),
                PASSED,
                change -> Optional.empty());
        assertThat(json.path("guard")).hasToString("{\"verdict\":\"pass\"}");
        assertThat(json.at("/cloud/version").isNull()).isTrue();
        assertThat(json.at("/changes/0/kind").asText()).isEqualTo("port_group_port");
        assertThat(json.at("/changes/0/id").isNull()).isTrue();
    }

    private static List<String> text(ChangePlan plan, Guard.Ruling ruling) {
        return PlanText.write(
                        plan,
                        ruling,
                        PlanText.Detail.BRIEF,
                        change -> Optional.of("applied")
                                .filter(applied -> change.key().equals(SmallPlan.EDGE)))
                .lines()
                .toList();
    }

    /** So many groups to make, for so many causes. */
    private static ChangePlan groups(int count, int causes) {
        Map<Key, String> said = new HashMap<>();
        List<Resource> wanted = groupsNamed(0, count);
        IntStream.range(0, count).forEach(at -> said.put(wanted.get(at).key(), "cause " + at % causes));
        return plan(Topology.of(wanted), Topology.of(List.of()), said);
    }

    private static List<Resource> groupsNamed(int first, int count) {
        return IntStream.range(first, first + count)
                .<Resource>mapToObj(at -> new IpAddrGroup(Key.of("security-group", "sg-" + at, "all-addresses"), "sg"))
                .toList();
    }

    private static ChangePlan plan(Topology wanted, Topology there, Map<Key, String> causes) {
        return Planner.plan(new Desired(wanted, Map.of(), Holds.none(), causes, List.of()), there);
    }
}
