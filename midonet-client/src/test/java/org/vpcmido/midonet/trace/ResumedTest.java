// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.midonet.trace.Sketch.A;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.B;
import static org.vpcmido.midonet.trace.Sketch.LAN;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.aToB;
import static org.vpcmido.midonet.trace.Sketch.aToWorld;
import static org.vpcmido.midonet.trace.Sketch.bToA;
import static org.vpcmido.midonet.trace.Sketch.out;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.MacAddress;

/** What a conversation takes along to another topology, beside connections and mappings ({@link StateTest}). */
@DisplayName("A conversation that goes on elsewhere")
class ResumedTest {
    private static final String ALL = "0.0.0.0/0";
    private static final Key THIRD = Key.of("third");
    private static final MacAddress NEW_MAC = MacAddress.of("02:00:00:00:00:77");
    private static final Packet FROM_NEW = bToA().edit().macs(NEW_MAC, A_MAC).build();
    private static final Packet TO_NEW = aToB().edit().macs(A_MAC, NEW_MAC).build();

    private Walker walker = Walker.of(new Sketch().topology());

    /** A third guest's port, to which a bridge floods too, and a way to the outside. */
    @BeforeEach
    void draw() {
        Sketch sketch = new Sketch().route(ALL, ALL, NORTH, "192.0.2.1", 0);
        sketch.with(sketch.bridgePort(THIRD, LAN, 0)).bind(THIRD);
        walker = Walker.of(sketch.topology());
    }

    @Test
    @DisplayName("knows the ports that bridges have learned, and floods nothing for them")
    void portsOfBridges() {
        Conversation before = walker.conversation(Stations.NONE);
        assertThat(out(before.send(A, TO_NEW))).containsExactlyInAnyOrder(B, THIRD);
        before.send(B, FROM_NEW);
        assertThat(out(walker.resume(before, Stations.NONE).send(A, TO_NEW))).containsExactly(B);
    }

    @Test
    @DisplayName("knows the addresses that routers have asked for, and needs nobody to answer again")
    void addressesOfRouters() {
        Conversation before = walker.conversation(Sketch.STATIONS);
        assertThat(out(before.send(A, aToWorld()))).containsExactly(NORTH);
        assertThat(out(walker.resume(before, Stations.NONE).send(A, aToWorld())))
                .containsExactly(NORTH);
        assertThat(walker.conversation(Stations.NONE).send(A, aToWorld()).isDelivered())
                .isFalse();
    }

    @Test
    @DisplayName("keeps to itself what is learned there")
    void teachesNobody() {
        Conversation before = walker.conversation(Stations.NONE);
        Conversation elsewhere = walker.resume(before, Sketch.STATIONS);
        elsewhere.send(B, FROM_NEW);
        elsewhere.send(A, aToWorld());
        assertThat(out(elsewhere.send(A, TO_NEW))).containsExactly(B);
        assertThat(out(before.send(A, TO_NEW))).containsExactlyInAnyOrder(B, THIRD);
        assertThat(before.send(A, aToWorld()).isDelivered()).isFalse();
    }
}
