// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A gate for requests")
class RequestGateTest {
    private static final Call CALL = Call.delete(Path.of("bridges", "1"), "bridges");

    private final List<Integer> sent = new ArrayList<>();
    private final List<Promise<Answer>> underWay = new ArrayList<>();
    private final Set<Integer> unwanted = new TreeSet<>();
    private final VirtualTime time = new VirtualTime();
    private final RequestGate gate = new RequestGate(8, 20, time::nanos);

    private Future<Answer> pass(int number) {
        return gate.pass(CALL, () -> !unwanted.contains(number), () -> {
            Promise<Answer> promise = Promise.promise();
            sent.add(number);
            underWay.add(promise);
            return promise.future();
        });
    }

    private static Answer answer(int status) {
        return new Answer(status, "", Optional.empty(), Buffer.buffer());
    }

    @Test
    @DisplayName("lets few pass at first, and the rest in the order in which they came")
    void fair() {
        List<Future<Answer>> all =
                IntStream.rangeClosed(1, 10).mapToObj(this::pass).toList();
        assertThat(sent).containsExactly(1, 2, 3, 4);
        assertThat(gate.status()).isEqualTo(new PaceStatus.Gate(4, 8, 4, 6, 0));

        underWay.get(2).complete(answer(204));
        assertThat(all.get(2).succeeded()).isTrue();
        pass(11);
        underWay.get(0).complete(answer(204));
        assertThat(sent).containsExactly(1, 2, 3, 4, 5, 6);

        while (sent.size() < 11) {
            underWay.get(sent.size() - 1).complete(answer(204));
        }
        assertThat(sent).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    @DisplayName("lets fewer pass when the server cannot answer, and tells how often it could not")
    void overload() {
        IntStream.rangeClosed(1, 10).forEach(this::pass);
        underWay.get(0).complete(answer(503));
        assertThat(gate.status()).isEqualTo(new PaceStatus.Gate(2, 8, 3, 6, 1));
        underWay.get(1).fail(new MidonetException.Unavailable("time-out", null));
        assertThat(gate.status()).isEqualTo(new PaceStatus.Gate(2, 8, 2, 6, 2));
        underWay.get(2).complete(answer(404));
        assertThat(sent).containsExactly(1, 2, 3, 4, 5);
        assertThat(gate.status()).isEqualTo(new PaceStatus.Gate(2, 8, 2, 5, 2));
    }

    @Test
    @DisplayName("learns from what is refused for good, too")
    void refusals() {
        IntStream.rangeClosed(1, 20).forEach(this::pass);
        for (int next = 0; next < 200; next++) {
            time.pass(Duration.ofMillis(1));
            pass(21 + next);
            underWay.get(next).complete(answer(409));
        }
        assertThat(gate.status().limit()).isNotEqualTo(AdaptiveLimit.START);
    }

    @Test
    @DisplayName("sends nothing while it is closed, and goes on when it is opened")
    void closed() {
        pass(1);
        gate.close();
        pass(2);
        underWay.get(0).complete(answer(204));
        assertThat(sent).containsExactly(1);
        gate.open();
        assertThat(sent).containsExactly(1, 2);
    }

    @Test
    @DisplayName("gives up what is no longer wanted while it waits, and nothing else")
    void unwanted() {
        gate.close();
        List<Future<Answer>> all =
                IntStream.rangeClosed(1, 3).mapToObj(this::pass).toList();
        unwanted.add(2);
        gate.dropUnwanted();

        assertThat(all.get(1).cause())
                .isInstanceOf(PermissionEndedException.class)
                .hasMessageStartingWith("DELETE /bridges/1: not sent");
        assertThat(gate.status().waiting()).isEqualTo(2);
        gate.open();
        assertThat(sent).containsExactly(1, 3);
    }

    @Test
    @DisplayName("refuses more than may wait")
    void waitingMax() {
        IntStream.rangeClosed(1, 24).forEach(this::pass);
        assertThat(pass(25).cause())
                .isInstanceOf(MidonetException.Unavailable.class)
                .hasMessage("DELETE /bridges/1: not sent, as 20 requests wait already, and 20 is the limit");
    }

    @Test
    @DisplayName("keeps no place for a request that throws, and none on the stack for those that end at once")
    void endsAtOnce() {
        RequestGate wide = new RequestGate(8, 100_000, time::nanos);
        wide.close();
        List<Future<Answer>> all = IntStream.range(0, 100_000)
                .mapToObj(each -> wide.pass(CALL, () -> true, () -> {
                    if (each % 2 == 0) {
                        throw new IllegalStateException("broken");
                    }
                    return Future.succeededFuture(answer(204));
                }))
                .toList();
        wide.open();
        assertThat(all).allMatch(Future::isComplete);
        assertThat(all.get(0).cause()).hasMessage("broken");
        assertThat(wide.status().inFlight()).isZero();
    }

    @Test
    @DisplayName("takes another request from who hears that his own is dropped, and drops the rest all the same")
    void droppedAndAgain() {
        gate.close();
        Future<Answer> first = pass(1);
        Future<Answer> second = pass(2);
        first.onFailure(dropped -> pass(3));
        unwanted.addAll(List.of(1, 2));
        gate.dropUnwanted();
        assertThat(first.cause()).isInstanceOf(PermissionEndedException.class);
        assertThat(second.cause()).isInstanceOf(PermissionEndedException.class);
        gate.open();
        assertThat(sent).containsExactly(3);
    }

    @Test
    @DisplayName(
            "counts long silence towards one alone as an attempt of all that wait: the last hears of it not long after"
                    + " the first")
    void silence() {
        List<Future<Answer>> all =
                IntStream.rangeClosed(1, 20).mapToObj(this::fiveTimes).toList();
        long began = time.nanos();
        for (int next = 0; next < underWay.size(); next++) {
            time.pass(Duration.ofSeconds(35));
            underWay.get(next).fail(new MidonetException.Unavailable("time-out", null));
        }
        assertThat(all)
                .allSatisfy(each -> assertThat(each.cause())
                        .isInstanceOf(MidonetException.Unavailable.class)
                        .hasMessageContaining("time-out"));
        assertThat(Duration.ofNanos(time.nanos() - began)).isLessThan(Duration.ofMinutes(8));
    }

    @Test
    @DisplayName("takes no attempt from those who wait for connections that are cut, as these cost no time")
    void cut() {
        IntStream.rangeClosed(1, 20).forEach(this::pass);
        for (int next = 0; next < 10; next++) {
            underWay.get(next).fail(new MidonetException.Unavailable("cut", null));
        }
        assertThat(gate.status().limit()).isEqualTo(1);
        assertThat(gate.status().waiting()).isEqualTo(9);
    }

    @Test
    @DisplayName("takes no attempt from those who wait while others are answered, however long one is not")
    void slow() {
        IntStream.rangeClosed(1, 20).forEach(this::pass);
        for (int next = 0; next < 10; next++) {
            if (next % 2 == 0) {
                time.pass(Duration.ofSeconds(35));
                underWay.get(next).fail(new MidonetException.Unavailable("time-out", null));
            } else {
                underWay.get(next).complete(answer(204));
            }
        }
        assertThat(gate.status().limit()).isEqualTo(1);
        assertThat(gate.status().waiting()).isEqualTo(9);
    }

    private Future<Answer> fiveTimes(int number) {
        Future<Answer> tried = pass(number);
        for (int again = 1; again < 5; again++) {
            tried = tried.recover(failure -> pass(number));
        }
        return tried;
    }
}
