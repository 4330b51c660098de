// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.VpcId;

@DisplayName("Numbers for routers and interfaces")
class IdRangeTest {
    private static final IdRange ROUTERS = IdRange.routers(LayoutSettings.defaults());
    private static final CloudId A = vpc(1);
    private static final CloudId B = vpc(2);
    private static final CloudId C = vpc(3);

    @Test
    @DisplayName("start at 2 for routers and at 10 for interfaces")
    void start() {
        assertThat(ROUTERS.allocate(List.of(A, B), Map.of(), Set.of()).numbers())
                .isEqualTo(Map.of(A, 2, B, 3));
        assertThat(IdRange.identities(LayoutSettings.defaults())
                        .allocate(List.of(A, B), Map.of(), Set.of())
                        .numbers())
                .isEqualTo(Map.of(A, 10, B, 11));
    }

    @Test
    @DisplayName("are kept once given, and gaps are filled")
    void keepsFound() {
        assertThat(ROUTERS.allocate(List.of(A, B, C), Map.of(B, 2, C, 5), Set.of(3))
                        .numbers())
                .isEqualTo(Map.of(A, 4, B, 2, C, 5));
    }

    @Test
    @DisplayName("of something that is about to go are not given to a newcomer beside it")
    void sparesWhatIsLeaving() {
        assertThat(ROUTERS.allocate(List.of(A), Map.of(B, 2), Set.of()).numbers())
                .isEqualTo(Map.of(A, 3));
    }

    @Test
    @DisplayName("that two have are left to the first")
    void sharedNumber() {
        IdRange.Allocation allocation = ROUTERS.allocate(List.of(A, B), Map.of(A, 7, B, 7), Set.of());
        assertThat(allocation.numbers()).isEqualTo(Map.of(A, 7, B, 2));
        assertThat(allocation.renumbered()).containsExactly(B);
    }

    @Test
    @DisplayName(
            "that would be addresses of the link to the metadata service are skipped; those behind the last are none")
    void limits() {
        LayoutSettings wide = LayoutSettingsTest.withLimits(10760, 1000);
        List<CloudId> many =
                IntStream.range(0, 10760).mapToObj(IdRangeTest::vpc).toList();
        IdRange.Allocation allocation = IdRange.routers(wide).allocate(many, Map.of(), Set.of());
        Set<Integer> expected = IntStream.range(2, 10760).boxed().collect(Collectors.toSet());
        expected.removeAll(IntStream.rangeClosed(10744, 10751).boxed().toList());
        assertThat(new HashSet<>(allocation.numbers().values())).isEqualTo(expected);
        assertThat(allocation.without()).hasSize(10760 - expected.size());
    }

    private static CloudId vpc(int number) {
        return new VpcId(String.format("vpc-%08x", number));
    }
}
