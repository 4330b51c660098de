// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.finding.Finding;

@DisplayName("A draft of what MidoNet should have")
class DraftTest {
    private static final Chain CHAIN = new Chain(new Key("vpc/vpc-1/pre-chain"), "t", "one");
    private static final Chain OTHER = new Chain(CHAIN.key(), "t", "other");

    @Test
    @DisplayName("takes the first of two different things with one name, and tells")
    void conflict() {
        Draft draft = new Draft();
        draft.add(CHAIN, OTHER);
        Desired desired = draft.desired(Desired.Numbers.NONE);
        assertThat(desired.topology().resources()).containsExactly(CHAIN);
        assertThat(desired.findings())
                .isEqualTo(List.of(Finding.error(
                        CHAIN.key().path(),
                        "conflicting-wishes",
                        "two things are asked for under the name vpc/vpc-1/pre-chain",
                        "first one built")));
    }

    @Test
    @DisplayName("takes what two ask for alike")
    void agreement() {
        Draft draft = new Draft();
        draft.add(CHAIN, new Chain(CHAIN.key(), "t", "one"));
        assertThat(draft.desired(Desired.Numbers.NONE).findings()).isEmpty();
    }
}
