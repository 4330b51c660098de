// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Holds;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;

/** A plan with one of everything that can be told of a plan, small enough to be written down. */
final class SmallPlan {
    static final Key EDGE = new Key("core/edge-router");
    static final Key NEW_CHAIN = new Key("vpc/vpc-1/pre-chain");
    static final Key OLD_CHAIN = new Key("vpc/vpc-1/old-chain");
    static final Key USED_CHAIN = new Key("vpc/vpc-1/used-chain");
    static final Key GROUP = new Key("security-group/sg-1/all-addresses");
    static final Key FOREIGN = new Key("midonet/router/1");
    static final Rule DROP =
            Rule.of(NEW_CHAIN, 1, RuleAction.Verdict.DROP, Match.where().build());
    static final Rule JUMP = Rule.of(
            NEW_CHAIN,
            2,
            new RuleAction.Jump(new Key("vpc/vpc-1/nowhere")),
            Match.where().build());

    private SmallPlan() {}

    /** What is there: an edge router behind a chain that goes, a group that goes, and a chain that somebody else uses. */
    static Topology actual() {
        return Topology.of(List.of(
                router(EDGE, Optional.of(OLD_CHAIN), 0),
                new Chain(OLD_CHAIN, "t", "old"),
                new Chain(USED_CHAIN, "t", "used"),
                router(FOREIGN, Optional.of(USED_CHAIN), 0),
                new IpAddrGroup(GROUP, "sg"),
                new IpAddrGroupAddr(GROUP, Ipv4.of("10.0.0.1"))));
    }

    /** The edge router with another AS number and no chain, and a new chain one of whose rules leads nowhere. */
    static Desired desired(Resource... more) {
        List<Resource> resources = new ArrayList<>(
                List.of(router(EDGE, Optional.empty(), 64512), new Chain(NEW_CHAIN, "t", "new"), DROP, JUMP));
        resources.addAll(List.of(more));
        return new Desired(
                Topology.of(resources),
                Map.of(),
                new Holds(Set.of(), Map.of()),
                Map.of(
                        EDGE,
                        "the cloud has an edge",
                        new Key("vpc/vpc-1"),
                        "vpc-1 is in the cloud",
                        OLD_CHAIN,
                        "correction x is off"),
                List.of());
    }

    static ChangePlan plan(Resource... more) {
        return Planner.plan(desired(more), actual());
    }

    static Router router(Key key, Optional<Key> inboundFilter, int asNumber) {
        return new Router(key, "t", "router", true, inboundFilter, Optional.empty(), asNumber);
    }
}
