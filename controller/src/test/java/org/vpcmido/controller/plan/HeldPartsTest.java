// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("What a cloud fails to say")
class HeldPartsTest {
    private static final VpcState WHOLE =
            GniDocuments.read("multi-vpc-complete.xml").checked().state();
    private static final Corrections CORRECTIONS = Corrections.all();
    private static final Topology BUILT = built();

    /** What a route that leads nowhere becomes; what is held for its destination has a lower weight, and wins. */
    private static final String BEHIND_HELD_ROUTES = "BlackHole weight 40";

    private static Topology built() {
        Checked cloud = new Checked(WHOLE, List.of(), Set.of());
        return Observed.of(CloudStep.of(CloudStep.machinesOf(Stream.of(cloud)), cloud, CORRECTIONS)
                .replay(new Random(1))
                .read());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("changes nothing, as long as the reader says that it cannot be read")
    void staysAsItIs(Loss loss) {
        assertThat(loss.subjects(WHOLE)).isNotEmpty();
        for (String subject : loss.subjects(WHOLE)) {
            VpcState without = loss.from(WHOLE, subject::equals);
            Checked cloud = ConsistencyCheck.check(new Checked(without, List.of(), Set.of(loss.hold(subject))));
            assertThat(writes(cloud.state(), cloud.holds()))
                    .as("held: %s of %s", loss, subject)
                    .filteredOn(write -> !write.endsWith(BEHIND_HELD_ROUTES))
                    .isEmpty();
        }
    }

    /**
     * Not what routes lead to, as the check of the cloud, which is left out here, holds those routes; and a machine that
     * no host lists stays plugged in anyway.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAT_GATEWAY", "PLACEMENT"})
    @DisplayName("keeps nothing of what others plainly do not have")
    void othersGo(Loss loss) {
        List<String> subjects = new ArrayList<>(loss.subjects(WHOLE));
        String unreadable = subjects.remove(0);
        Predicate<String> plain = subjects::contains;
        assertThat(writes(loss.from(WHOLE, id -> true), Set.of(loss.hold(unreadable))))
                .isEqualTo(writes(loss.from(WHOLE, plain), Set.of()));
        assertThat(writes(loss.from(WHOLE, id -> true), Set.of())).isNotEmpty();
    }

    @Test
    @DisplayName("leaves a machine that no host lists plugged in where it is")
    void unplaced() {
        for (String machine : Loss.PLACEMENT.subjects(WHOLE)) {
            assertThat(writes(Loss.PLACEMENT.from(WHOLE, machine::equals), Set.of()))
                    .as("%s", machine)
                    .isEmpty();
        }
    }

    private static Set<String> writes(VpcState cloud, Set<Hold> holds) {
        return CloudStep.of(BUILT, new Checked(cloud, List.of(), holds), CORRECTIONS)
                .plan()
                .changes()
                .map(change -> change.action() + " " + change.key())
                .collect(Collectors.toSet());
    }
}
