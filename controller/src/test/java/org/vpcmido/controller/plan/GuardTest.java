// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

@DisplayName("The guard")
class GuardTest {
    private static final Key CHAIN = new Key("vpc/vpc-2/pre-chain");
    private static final Resource VPC =
            new Router(new Key("vpc/vpc-1/router"), "t", "r", true, Optional.empty(), Optional.empty(), 0);

    private static Guard.Ruling judge(Guard guard, int there, int asked) {
        ChangePlan plan =
                Planner.plan(new Desired(chains(asked), Map.of(), Holds.none(), Map.of(), List.of()), chains(there));
        return guard.judge(plan);
    }

    private static Topology chains(int count) {
        return Topology.of(Stream.concat(
                Stream.of(VPC),
                IntStream.range(0, count).mapToObj(number -> new Chain(new Key("interface/" + number), "t", "c"))));
    }

    @Test
    @DisplayName("lets a quarter go and no more")
    void share() {
        assertThat(judge(Guard.DEFAULT, 399, 299).holds()).isFalse();
        assertThat(judge(Guard.DEFAULT, 399, 298).holds()).isTrue();
        assertThat(judge(Guard.DEFAULT, 399, 298).reason())
                .contains("101 of 400")
                .contains("25%");
        assertThat(judge(Guard.DEFAULT.withLossShareMax(0.5), 399, 298).holds()).isFalse();
    }

    @Test
    @DisplayName("counts shares and not resources, so that a small cloud is guarded like a large one")
    void smallClouds() {
        assertThat(judge(Guard.DEFAULT, 3, 2).holds()).isFalse();
        assertThat(judge(Guard.DEFAULT, 4, 2).holds()).isTrue();
    }

    @Test
    @DisplayName("minds the end of the last VPC whatever its size, unless everything may go")
    void emptiness() {
        ChangePlan plan = Planner.plan(
                new Desired(Topology.of(List.of()), Map.of(), Holds.none(), Map.of(), List.of()), chains(0));
        assertThat(Guard.DEFAULT.judge(plan).holds()).isTrue();
        assertThat(Guard.DEFAULT.withLossShareMax(1).judge(plan).holds()).isFalse();
    }

    @Test
    @DisplayName("is not asked about what somebody else put there, which stays with all that it stands on")
    void foreign() {
        Key group = new Key("security-group/sg-1/all-addresses");
        Topology actual = Topology.of(List.of(
                new IpAddrGroup(group, "sg"),
                new IpAddrGroupAddr(group, Ipv4.of("10.0.0.1")),
                new Router(new Key("midonet/router/1"), "other", "x", true, Optional.of(CHAIN), Optional.empty(), 0),
                new Chain(CHAIN, "t", "used by others")));
        ChangePlan plan =
                Planner.plan(new Desired(Topology.of(List.of()), Map.of(), Holds.none(), Map.of(), List.of()), actual);
        assertThat(plan.changes().map(Change::key)).containsExactly(group);
        assertThat(plan.implied()).hasSize(1);
        assertThat(plan.kept()).extracting(kept -> kept.resource().key()).containsExactly(CHAIN);
    }

    @Test
    @DisplayName("is not asked about what is held, which is neither changed nor deleted")
    void held() {
        Holds holds = new Holds(Set.of(new Key("vpc/vpc-1")), Map.of());
        ChangePlan plan =
                Planner.plan(new Desired(Topology.of(List.of()), Map.of(), holds, Map.of(), List.of()), chains(1));
        assertThat(plan.changes().map(Change::key)).containsExactly(new Key("interface/0"));
        assertThat(Guard.DEFAULT.withLossShareMax(0.5).judge(plan).holds()).isFalse();
    }
}
