// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.cloud.gni.GniReader;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("The sample cloud")
class SampleCloudTest {
    @Test
    @DisplayName("has at least 3 VPCs, 8 subnets and 20 instances")
    void isLargeEnough() {
        VpcState cloud = SampleCloud.build();
        assertThat(cloud.vpcs()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(cloud.subnets()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(cloud.interfaces().values().stream()
                        .map(NetworkInterface::instanceId)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    @DisplayName("is read back from its document as it was, without a finding")
    void survivesItsDocument() {
        CloudSnapshot read = read(SampleCloud.build(), "0a1b2c3d");
        assertThat(read.version()).contains("0a1b2c3d");
        assertThat(read.checked().findings()).isEmpty();
        assertSame(read.checked().state(), SampleCloud.build());
    }

    @Test
    @DisplayName("stays consistent through a day of events, and a day is not dull")
    void livesConsistently() {
        CloudLife life = new CloudLife(7);
        VpcState state = SampleCloud.build();
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            CloudLife.Event event = life.next(state);
            assertThat(event.state()).as(event.what()).isNotEqualTo(state);
            state = event.state();
            assertThat(read(state, "00000001").checked().findings())
                    .as(event.what())
                    .isEmpty();
            assertSame(read(state, "00000001").checked().state(), state);
            kinds.add(event.what().split(" ", 3)[1]);
        }
        assertThat(kinds).containsExactlyInAnyOrder("migrates", "switches", "gets", "gives", "opens");
    }

    /** The order of routes and of group rules has no meaning, and the reader has an order of its own. */
    private static void assertSame(VpcState read, VpcState written) {
        assertThat(read).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(written);
    }

    private static CloudSnapshot read(VpcState state, String version) {
        byte[] document = GniDocument.of(state, version).getBytes(StandardCharsets.UTF_8);
        return new GniReader().read(document, "sample");
    }
}
