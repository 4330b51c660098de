// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.LayoutSettings.Opening;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

@DisplayName("The layout's settings")
class LayoutSettingsTest {
    @Test
    @DisplayName("give the address plan of eucanetd-vpcmido.md 2.1")
    void addressPlan() {
        LayoutSettings settings = LayoutSettings.defaults();
        assertThat(settings.edgeRouterAddress()).isEqualTo(Ipv4.of("169.254.0.1"));
        assertThat(settings.transitAddress(2)).isEqualTo(Ipv4.of("169.254.0.2"));
        assertThat(settings.transitAddress(256)).isEqualTo(Ipv4.of("169.254.1.0"));
        assertThat(settings.transitAddress(300)).isEqualTo(Ipv4.of("169.254.1.44"));
        assertThat(settings.metadataRouterAddress()).isEqualTo(Ipv4.of("169.254.128.1"));
        assertThat(settings.metadataTransitAddress(300)).isEqualTo(Ipv4.of("169.254.129.44"));
        assertThat(settings.metadataLinkAddress()).isEqualTo(Ipv4.of("169.254.169.249"));
        assertThat(settings.metadataAddress()).isEqualTo(Ipv4.of("169.254.169.254"));
        assertThat(settings.dnsAddress()).isEqualTo(Ipv4.of("169.254.169.253"));
        assertThat(settings.identity(10)).isEqualTo(Ipv4.of("255.0.0.10"));
    }

    @Test
    @DisplayName("read openings with spaces between them")
    void openings() {
        assertThat(Opening.list("udp:53  TCP:5353"))
                .isEqualTo(List.of(new Opening(Protocol.UDP, 53), new Opening(Protocol.TCP, 5353)));
        assertThat(Opening.list(" ")).isEmpty();
    }

    @Test
    @DisplayName("take openings from the first port to the last")
    void edgesOfOpenings() {
        assertThat(Opening.list("tcp:1 udp:65535"))
                .isEqualTo(List.of(new Opening(Protocol.TCP, 1), new Opening(Protocol.UDP, 65535)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"53", "icmp:8", "tcp:", "tcp:0", "tcp:65536", "tcp:80-81", "tcp:80:81"})
    @DisplayName("refuse what is not an opening")
    void badOpenings(String text) {
        assertThatThrownBy(() -> Opening.list("tcp:80 " + text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"3, 11", "32750, 16777215"})
    @DisplayName("take limits of numbers from the first to the last that eucanetd takes")
    void limits(int routers, int identities) {
        assertThat(withLimits(routers, identities).routerIdLimit()).isEqualTo(routers);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 11, MIDO_MAX_RTID: 2 is outside 3 to 32750",
        "32751, 11, MIDO_MAX_RTID: 32751 is outside 3 to 32750",
        "3, 10, MIDO_MAX_ENIID: 10 is outside 11 to 16777215",
        "3, 16777216, MIDO_MAX_ENIID: 16777216 is outside 11 to 16777215"
    })
    @DisplayName("refuse other limits")
    void badLimits(int routers, int identities, String message) {
        assertThatThrownBy(() -> withLimits(routers, identities))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.0.0/24, 169.254.128.0/17, 255.0.0.0/8, MIDO_INTRT_CIDR: 169.254.0.0/24",
        "169.254.0.0/17, 169.254.128.0/24, 255.0.0.0/8, MIDO_INTMD_CIDR: 169.254.128.0/24",
        "169.254.0.0/17, 169.254.128.0/17, 255.0.0.0/24, MIDO_MD_CIDR: 255.0.0.0/24"
    })
    @DisplayName("refuse blocks that have fewer addresses than there may be numbers, and take those that have as many")
    void room(String transit, String metadataTransit, String identities, String message) {
        assertThatThrownBy(() -> with(transit, metadataTransit, identities, 257, 257))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message + " has 256 addresses, fewer than the 257 ids");
        assertThat(with(transit, metadataTransit, identities, 256, 256).routerIdLimit())
                .isEqualTo(256);
    }

    static LayoutSettings withLimits(int routers, int identities) {
        return with("169.254.0.0/17", "169.254.128.0/17", "255.0.0.0/8", routers, identities);
    }

    private static LayoutSettings with(
            String transit, String metadataTransit, String identities, int routerIdLimit, int identityIdLimit) {
        LayoutSettings all = LayoutSettings.defaults();
        return new LayoutSettings(
                Cidr.of(transit),
                Cidr.of(metadataTransit),
                all.metadataLink(),
                Cidr.of(identities),
                routerIdLimit,
                identityIdLimit,
                all.l2Isolation(),
                all.staticTables(),
                all.metadataRouter(),
                all.metadataEgress(),
                all.dnsEgress(),
                all.version());
    }
}
