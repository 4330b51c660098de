// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A history of writes under random disturbances. Each instance asks every few milliseconds whether it leads, and if so
 * makes a write that takes up to one request time-out. Writes of two instances must never overlap.
 */
@DisplayName("Whatever happens, two instances never write at one time")
class OneLeaderTest {
    private static final int DISTURBANCES = 12;
    private static final int ASK_MILLIS = 5;

    private record Write(String writer, long beginNanos, long endNanos) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noOverlap(long seed) throws Exception {
        Random random = new Random(seed);
        ConcurrentLinkedQueue<Write> history = new ConcurrentLinkedQueue<>();
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);
        List<Contender> contenders = new ArrayList<>();
        try (TestingServer server = new TestingServer(Loopback.server(), true)) {
            for (int i = 0; i < 3; i++) {
                contenders.add(joined(server, seed + "-" + i, clock, history, new Random(random.nextLong())));
            }
            for (int i = 0; i < DISTURBANCES; i++) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> contenders.stream().anyMatch(Contender::leads));
                disturb(random.nextInt(5), random, server, contenders, () -> {
                    return joined(server, seed + "-" + random.nextInt(1000), clock, history, new Random(seed));
                });
                TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            }
            for (Contender contender : contenders) {
                contender.leave();
            }
        } finally {
            clock.shutdownNow();
        }
        List<Write> writes = history.stream()
                .sorted(Comparator.comparingLong(Write::beginNanos))
                .toList();
        assertThat(writes.stream().map(Write::writer).distinct().count())
                .as("seed %d: leadership moved", seed)
                .isGreaterThan(1);
        assertThat(overlaps(writes)).as("seed %d", seed).isEmpty();
    }

    private static Contender joined(
            TestingServer server,
            String name,
            ScheduledExecutorService clock,
            ConcurrentLinkedQueue<Write> history,
            Random random) {
        Contender contender = Contender.join(server.getConnectString(), name);
        long writeNanosMax = Contender.REQUEST.toNanos();
        var unused = clock.scheduleAtFixedRate(
                () -> {
                    // Before the question: a write may begin no earlier than it was allowed.
                    long begin = System.nanoTime();
                    if (contender.leads()) {
                        history.add(new Write(name, begin, begin + random.nextLong(writeNanosMax)));
                    }
                },
                ASK_MILLIS,
                ASK_MILLIS,
                TimeUnit.MILLISECONDS);
        return contender;
    }

    private interface Joining {
        Contender join();
    }

    private static void disturb(
            int what, Random random, TestingServer server, List<Contender> contenders, Joining joining)
            throws Exception {
        Contender leader =
                contenders.stream().filter(Contender::leads).findFirst().orElse(contenders.get(0));
        Contender any = contenders.get(random.nextInt(contenders.size()));
        switch (what) {
            case 0 -> leader.expire();
            case 1 -> any.expire();
            case 2 -> leader.skip(Contender.SESSION.dividedBy(2 + random.nextInt(3)));
            case 3 -> server.restart();
            default -> {
                leader.leave();
                contenders.remove(leader);
                contenders.add(joining.join());
            }
        }
    }

    private static List<String> overlaps(List<Write> writes) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Write one = writes.get(i);
            for (int j = i + 1; j < writes.size() && writes.get(j).beginNanos() < one.endNanos(); j++) {
                if (!writes.get(j).writer().equals(one.writer())) {
                    found.add(one + " and " + writes.get(j));
                }
            }
        }
        return found;
    }
}
