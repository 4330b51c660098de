// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.Layouts;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Arrival;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.Ipv4;

/** {@code MIDO_ENABLE_MIDOMD=N}: a proxy in each VPC answers (eucanetd-vpcmido.md 2.5, 4.10 and 4.11). */
@DisplayName("Without the metadata router")
class LegacyMetadataTest {
    private static final Ipv4 SERVICE = Ipv4.of("169.254.169.254");
    private static final Ipv4 PROXY = Ipv4.of("10.1.1.3");
    private static final int PROXY_PORT = 8008;
    private static final Key TAP = Keys.subnetMetadataTap(Ids.subnet("pub"));

    @ParameterizedTest
    @ValueSource(strings = {"none", "all"})
    @DisplayName("a request reaches the proxy at the subnet's tap, and the answer comes from the service's address")
    void asksTheProxy(String corrections) {
        World world = world(corrections);
        for (String instance : new String[] {"web", "app"}) {
            Verdict request = world.from(instance, SERVICE);
            assertThat(request.arrivals()).singleElement().satisfies(arrival -> {
                assertThat(arrival.port()).isEqualTo(TAP);
                assertThat(arrival.packet().destination()).contains(PROXY);
                assertThat(arrival.packet().destinationPort()).isEqualTo(PROXY_PORT);
                assertThat(arrival.packet().source())
                        .contains(world.instance(instance).privateAddress());
            });
            Arrival asked = request.arrivals().get(0);
            assertThat(world.answer(asked).arrivals()).singleElement().satisfies(arrival -> {
                assertThat(arrival.port()).isEqualTo(World.port(instance));
                assertThat(arrival.packet().source()).contains(SERVICE);
                assertThat(arrival.packet().sourcePort()).isEqualTo(80);
                assertThat(arrival.packet().destinationPort())
                        .isEqualTo(asked.packet().sourcePort());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "all"})
    @DisplayName("there is nothing of it, the tap is open, and the rest of the cloud works")
    void nothingElse(String corrections) {
        World world = world(corrections);
        assertThat(world.desired.topology().resources())
                .noneMatch(each -> each.key().isWithin(new Key("metadata"))
                        || each.key().path().contains("metadata-uplink"));
        assertThat(world.desired.topology().find(TAP, BridgePort.class)).get().matches(BridgePort::adminStateUp);
        assertThat(world.fromOutside(World.CLIENT, World.WEB_PUBLIC).isDelivered())
                .isTrue();
        assertThat(world.from("db", World.CLIENT).isDelivered()).isTrue();
    }

    private static World world(String corrections) {
        return World.of(
                World.cloud().state(),
                Corrections.parse(corrections),
                Layouts.withoutMetadataRouter(LayoutSettings.defaults()));
    }
}
