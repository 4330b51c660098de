// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;

@DisplayName("A route's target")
class RouteTargetsTest {
    private static final String MULTI = new String(GniDocuments.bytes("multi-vpc.xml"), StandardCharsets.UTF_8);
    private static final String TARGET = "<networkInterfaceId>eni-0000b221</networkInterfaceId>";
    private static final RouteTableId TABLE = new RouteTableId("rtb-0000b2f1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<gatewayId>vgw-0a1b2c3d</gatewayId>",
                "<gatewayId>pcx-0a1b2c3d</gatewayId>",
                "<networkInterfaceId>i-0a1b2c3d</networkInterfaceId>",
                "<vpcPeeringConnectionId>pcx-0a1b2c3d</vpcPeeringConnectionId>",
                "<natGatewayId>nat-0a1b2c3d0a1b2c3d0</natGatewayId>",
                "<gatewayId>igw-0a1b2c3d</gatewayId>"
            })
    @DisplayName("that is stated rightly and not there makes it lead nowhere, and holds nothing")
    void gone(String target) {
        Checked checked = read(target);
        assertThat(target(checked)).isInstanceOf(RouteTarget.Gone.class);
        assertThat(checked.holds()).isEmpty();
        assertThat(checked.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.subject()).isEqualTo(TABLE.value());
            assertThat(finding.message()).contains("192.168.50.0/24");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<gatewayId>nonsense</gatewayId>",
                "<natGatewayId>nat-xyz</natGatewayId>",
                "<gatewayId>igw-0000b002</gatewayId><networkInterfaceId>eni-0000b221</networkInterfaceId>"
            })
    @DisplayName("that cannot be read holds the route, and its destination follows no other")
    void unreadable(String target) {
        Checked checked = read(target);
        assertThat(target(checked)).isInstanceOf(RouteTarget.Unresolvable.class);
        assertThat(checked.holds()).containsExactly(new Hold(TABLE.value(), Hold.Part.ROUTES));
        assertThat(checked.findings()).hasSize(1);
    }

    @Test
    @DisplayName("that is there is taken")
    void there() {
        assertThat(target(read(TARGET))).isInstanceOf(RouteTarget.ToInterface.class);
    }

    private static RouteTarget target(Checked checked) {
        RouteTable table = Objects.requireNonNull(checked.state().routeTables().get(TABLE));
        return table.routes().stream()
                .filter(route -> route.destination().equals(Cidr.of("192.168.50.0/24")))
                .map(RouteTable.Route::target)
                .findFirst()
                .orElseThrow();
    }

    private static Checked read(String target) {
        String document = MULTI.replace(TARGET, target);
        return new GniReader()
                .read(document.getBytes(StandardCharsets.UTF_8), "test.xml")
                .checked();
    }
}
