// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("A cloud in which the judges disagree")
class ShrinkingTest {
    private static final long SEED = 3;
    private static final int PROBES = 60;

    /** No security group lets anything in any more. */
    private static Built damaged(VpcState cloud) {
        return Built.of(cloud, Corrections.all()).damaged(ShrinkingTest::withoutIngress);
    }

    private static Stream<Resource> withoutIngress(Stream<Resource> resources) {
        return resources.filter(each -> !(each instanceof Rule rule
                && rule.chain().path().startsWith("security-group/")
                && rule.chain().path().endsWith("/ingress-chain")));
    }

    @Test
    @DisplayName("shrinks to the few things that the disagreement needs")
    void shrinks() {
        VpcState cloud = RandomClouds.cloud(SEED);
        VerifyReport report = damaged(cloud).verify(PROBES, SEED);
        assertThat(report.isAgreement()).isFalse();
        Probe probe = report.samples().get(0).opening();

        VpcState small =
                Shrinking.whileDisagreeingOn(probe, ShrinkingTest::damaged).shrink(cloud);

        assertThat(damaged(small).judge(probe)).anyMatch(Comparison::isDisagreement);
        assertThat(small.vpcs()).hasSize(1);
        assertThat(small.interfaces()).hasSizeBetween(1, 2);
        assertThat(small.securityGroups()).hasSizeBetween(1, 2);
        assertThat(small.natGateways()).isEmpty();
        assertThat(Shrinking.size(small)).isLessThan(Shrinking.size(cloud) / 4);
    }
}
