// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pump")
class PumpTest {
    private final List<Promise<Void>> started = new ArrayList<>();

    private Future<Void> start(Integer task) {
        Promise<Void> promise = Promise.promise();
        started.add(promise);
        return promise.future();
    }

    @Test
    @DisplayName("has no more tasks under way than it may, and ends with the last")
    void limit() {
        Future<Void> done = Pump.run(List.of(1, 2, 3, 4), 2, this::start);

        assertThat(started).hasSize(2);
        started.get(1).complete();
        assertThat(started).hasSize(3);
        started.get(0).complete();
        assertThat(started).hasSize(4);
        started.get(2).complete();
        assertThat(done.isComplete()).isFalse();
        started.get(3).complete();
        assertThat(done.succeeded()).isTrue();
    }

    @Test
    @DisplayName("starts nothing after a failure, and waits for what is under way")
    void failure() {
        Future<Void> done = Pump.run(List.of(1, 2, 3, 4), 2, this::start);

        started.get(0).fail("broken");
        assertThat(started).hasSize(2);
        assertThat(done.isComplete()).isFalse();
        started.get(1).complete();
        assertThat(done.failed()).isTrue();
        assertThat(done.cause()).hasMessage("broken");
    }

    @Test
    @DisplayName("is done at once when there is nothing to do")
    void nothing() {
        assertThat(Pump.run(List.<Integer>of(), 2, this::start).succeeded()).isTrue();
    }

    @Test
    @DisplayName("runs any number of tasks that end at once on a flat stack")
    void flatStack() {
        List<Integer> many = IntStream.range(0, 200_000).boxed().toList();

        assertThat(Pump.run(many, 1, task -> Future.succeededFuture()).succeeded())
                .isTrue();
    }

    @Test
    @DisplayName("takes what a task throws for its failure")
    void thrown() {
        Future<Void> done = Pump.run(List.of(1, 2), 1, task -> {
            throw new IllegalStateException("broken " + task);
        });

        assertThat(done.cause()).hasMessage("broken 1");
    }

    @Test
    @DisplayName("refuses a limit that would let nothing run")
    void impossibleLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pump.run(List.of(1), 0, this::start))
                .withMessage("a pump needs at least 1 task in flight, not 0");
    }
}
