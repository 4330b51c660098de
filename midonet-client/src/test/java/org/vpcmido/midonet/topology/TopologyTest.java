// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;

@DisplayName("A topology")
class TopologyTest {
    private static final Key BRIDGE = Key.of("bridge");
    private static final Key PORT = Key.of("port");
    private static final Key PEER = Key.of("peer");
    private static final Key CHAIN = Key.of("chain");

    private static final Rule SECOND =
            Rule.of(CHAIN, 2, RuleAction.Verdict.ACCEPT, Match.where().build());
    private static final Rule FIRST =
            Rule.of(CHAIN, 1, RuleAction.Verdict.DROP, Match.where().build());
    private static final Rule JUMP = Rule.of(
            Key.of("other"), 1, new RuleAction.Jump(CHAIN), Match.where().build());

    private final Topology topology = Topology.of(List.of(
            new Bridge(BRIDGE, "t", "vb", true, Optional.of(CHAIN), Optional.empty()),
            new BridgePort(PORT, BRIDGE, Optional.of(CHAIN), Optional.empty(), true, 0),
            new PortLink(PORT, PEER),
            new Chain(CHAIN, "t", "c"),
            SECOND,
            FIRST,
            JUMP));

    @Test
    @DisplayName("finds by key, by kind and by reference")
    void finds() {
        assertThat(topology.find(BRIDGE, Bridge.class)).map(Bridge::name).contains("vb");
        assertThat(topology.find(BRIDGE, Chain.class)).isEmpty();
        assertThat(topology.find(PEER)).isEmpty();
        assertThat(topology.all(Kind.RULE, Rule.class)).hasSize(3);
        assertThat(topology.referringTo(CHAIN).map(Resource::kind))
                .containsExactlyInAnyOrder(Kind.BRIDGE, Kind.PORT, Kind.RULE, Kind.RULE, Kind.RULE);
        assertThat(topology.ports(BRIDGE).map(Port::key)).containsExactly(PORT);
    }

    @Test
    @DisplayName("gives the rules of a chain in their order, without those that jump to it")
    void rulesInOrder() {
        assertThat(topology.rules(CHAIN)).containsExactly(FIRST, SECOND);
    }

    @Test
    @DisplayName("knows both ends of a link, also of one that leads outside")
    void peers() {
        assertThat(topology.peer(PORT)).contains(PEER);
        assertThat(topology.peer(PEER)).contains(PORT);
        assertThat(topology.peer(BRIDGE)).isEmpty();
    }

    @Test
    @DisplayName("has one resource to a key")
    void uniqueKeys() {
        assertThatThrownBy(() -> Topology.of(List.of(new Chain(CHAIN, "t", "c"), new Chain(CHAIN, "t", "d"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two resources are called chain");
    }

    @Test
    @DisplayName("is renamed throughout, its active ports too")
    void rekey() {
        Topology renamed = topology.withActivePorts(Set.of(PORT))
                .rekey(key -> key.equals(PORT) ? Key.of("eni", "eni-1", "port") : key);

        assertThat(renamed.activePorts()).containsExactly(Key.of("eni", "eni-1", "port"));
        assertThat(renamed.peer(PEER)).contains(Key.of("eni", "eni-1", "port"));
        assertThat(renamed.contains(PORT)).isFalse();
        assertThat(renamed.rekey(key -> key.equals(Key.of("eni", "eni-1", "port")) ? PORT : key))
                .isEqualTo(topology.withActivePorts(Set.of(PORT)));
    }
}
