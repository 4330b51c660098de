// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("A cloud to measure with")
class GrownCloudTest {
    private static VpcState cloud(String name) {
        return GrownCloud.of(CloudSize.named(name).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "medium", "euca-12281"})
    @DisplayName("has nothing that a check would find, also after everything that happens in it")
    void sound(String name) {
        BenchEvents events = new BenchEvents(cloud(name));
        events.rule();
        events.launch();
        Checked checked = ConsistencyCheck.check(events.move());
        assertThat(checked.findings()).isEmpty();
    }

    @Test
    @DisplayName("is as large as the one of the public bug report")
    void size() {
        VpcState cloud = cloud("euca-12281");
        assertThat(cloud.vpcs()).hasSize(1_378);
        assertThat(cloud.subnets()).hasSize(5_512);
        assertThat(cloud.interfaces()).hasSize(11_005);
        assertThat(cloud.placements()).hasSize(5_505);
        assertThat(cloud.securityGroups()).hasSize(11_001);
        assertThat(cloud).isEqualTo(cloud("euca-12281"));
    }
}
