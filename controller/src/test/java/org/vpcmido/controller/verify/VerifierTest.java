// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("A report on many packets")
class VerifierTest {
    private static final int PROBES = 5_000;
    private static final VpcState CLOUD = ReferenceCloud.given().state();

    /** The group's ingress rules are gone. */
    private static Built broken(Set<Hold> held) {
        Key chain = Keys.groupIngressChain(Ids.group("db"));
        Built whole = Built.of(CLOUD, Corrections.all());
        Built broken = whole.damaged(all ->
                all.filter(each -> !(each instanceof Rule rule && rule.chain().equals(chain))));
        return new Built(
                new Checked(CLOUD, List.of(), held), broken.topology(), broken.identities(), broken.corrections());
    }

    @Test
    @DisplayName("says what one gets who draws and judges the conversations one after another")
    void asOneByOne() {
        Built broken = broken(Set.of());
        Judges judges = broken.judges();
        ProbeSampler sampler = new ProbeSampler(CLOUD, 7);
        List<Comparison> all = Stream.generate(sampler::next)
                .limit(PROBES)
                .flatMap(probe -> judges.judgeWithError(probe).stream())
                .toList();
        List<Comparison> disagreements =
                all.stream().filter(Comparison::isDisagreement).toList();

        VerifyReport report = broken.verify(PROBES, 7);

        assertThat(report.packets()).isEqualTo(all.size());
        assertThat(report.disagreements()).isEqualTo(disagreements.size()).isPositive();
        assertThat(report.samples())
                .isEqualTo(disagreements.stream().limit(Verifier.SAMPLES_MAX).toList());
    }

    @Test
    @DisplayName("counts what differs at interfaces of a held group as known, and nothing that is not held")
    void held() {
        VerifyReport known = broken(Set.of(Hold.all(Ids.group("db").value()))).verify(PROBES, 7);
        assertThat(known.isAgreement()).isTrue();
        assertThat(known.known()).containsKey(KnownDifference.HELD);

        VerifyReport unknown = broken(Set.of(Hold.all("sg-00000000"))).verify(PROBES, 7);
        assertThat(unknown.isAgreement()).isFalse();
        assertThat(unknown.known()).doesNotContainKey(KnownDifference.HELD);
    }
}
