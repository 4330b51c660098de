// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

@DisplayName("What nobody asks for any more")
class RetentionTest {
    private static final Key USED = new Key("vpc/vpc-1/used-chain");
    private static final Key OTHER = new Key("vpc/vpc-1/other-chain");
    private static final Key GROUP = new Key("security-group/sg-1/all-addresses");
    private static final Key PORT = new Key("interface/i-1/port");
    private static final Key ROUTER = new Key("vpc/vpc-1/router");
    private static final Key HOST = new Key("host:one");
    private static final Rule DROP =
            Rule.of(USED, 1, Verdict.DROP, Match.where().build());
    private static final Rule ACCEPT =
            Rule.of(USED, 2, Verdict.ACCEPT, Match.where().ipAddrGroupSrc(GROUP).build());
    private static final Rule JUMP =
            Rule.of(OTHER, 1, new RuleAction.Jump(USED), Match.where().build());
    private static final IpAddrGroupAddr MEMBER = new IpAddrGroupAddr(GROUP, Ipv4.of("10.0.0.1"));

    private static final Router OWNER = SmallPlan.router(ROUTER, Optional.empty(), 0);

    private static RouterPort port() {
        return new RouterPort(
                PORT,
                ROUTER,
                Ipv4.of("10.0.0.1"),
                Cidr.of("10.0.0.0/24"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private static Router foreign() {
        return SmallPlan.router(SmallPlan.FOREIGN, Optional.of(USED), 0);
    }

    private static List<Key> deleted(List<Resource> actual, Holds holds, Resource... desired) {
        Desired nothing = new Desired(Topology.of(List.of(desired)), Map.of(), holds, Map.of(), List.of());
        ChangePlan plan = Planner.plan(nothing, Topology.of(actual));
        return plan.changes()
                .filter(change -> change.action() == Change.Action.DELETE)
                .map(Change::key)
                .toList();
    }

    private static List<Resource> chains(Resource... more) {
        List<Resource> all = new ArrayList<>(List.of(
                new Chain(USED, "t", "used"),
                DROP,
                ACCEPT,
                new Chain(OTHER, "t", "other"),
                JUMP,
                new IpAddrGroup(GROUP, "sg"),
                MEMBER));
        all.addAll(List.of(more));
        return all;
    }

    @Test
    @DisplayName("goes, if nothing that stays uses it")
    void goes() {
        assertThat(deleted(chains(), Holds.none())).contains(USED, OTHER, GROUP);
    }

    @Test
    @DisplayName("stays whole where somebody else uses it, with all that it needs; and who uses it from our side goes")
    void staysWhole() {
        List<Key> deleted = deleted(chains(foreign()), Holds.none());
        assertThat(deleted).contains(OTHER);
        assertThat(deleted).doesNotContain(USED, DROP.key(), ACCEPT.key(), GROUP, MEMBER.key());
    }

    @Test
    @DisplayName("stays for what is held, and for what is to be made")
    void staysForHeld() {
        assertThat(deleted(chains(), new Holds(Set.of(OTHER), Map.of())))
                .doesNotContain(OTHER, JUMP.key(), USED, DROP.key(), GROUP);
        assertThat(deleted(chains(), Holds.none(), SmallPlan.router(ROUTER, Optional.of(USED), 0)))
                .contains(OTHER)
                .doesNotContain(USED, DROP.key(), GROUP);
    }

    @Test
    @DisplayName("and is wired to something goes with its wiring, unless the wiring is held")
    void wiring() {
        HostInterfacePort binding = new HostInterfacePort(PORT, HOST, "tap1");
        List<Resource> actual = List.of(OWNER, port(), binding, new Host(HOST, "one", List.of(), true, List.of()));
        assertThat(deleted(actual, Holds.none(), OWNER)).contains(PORT);
        assertThat(deleted(actual, new Holds(Set.of(binding.key()), Map.of()), OWNER))
                .doesNotContain(PORT);
    }

    @Test
    @DisplayName("and is linked by somebody else goes all the same: a link ends with its ports")
    void foreignLink() {
        PortLink link = new PortLink(PORT, new Key("midonet/port/9"));
        assertThat(deleted(List.of(OWNER, port(), link), Holds.none(), OWNER)).contains(PORT);
    }
}
