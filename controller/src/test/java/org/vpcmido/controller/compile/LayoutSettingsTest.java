// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.controller.compile.LayoutSettings.Opening;
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

    @ParameterizedTest
    @ValueSource(strings = {"53", "icmp:8", "tcp:", "tcp:0", "tcp:65536", "tcp:80-81"})
    @DisplayName("refuse what is not an opening")
    void badOpenings(String text) {
        assertThatThrownBy(() -> Opening.list("tcp:80 " + text)).isInstanceOf(IllegalArgumentException.class);
    }
}
