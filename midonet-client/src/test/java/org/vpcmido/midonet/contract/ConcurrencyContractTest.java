// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Many writers at once")
class ConcurrencyContractTest extends MidonetContract {
    private static final int WRITERS = 16;

    @Test
    @DisplayName("lose no rule of a chain")
    void loseNoRule() throws Exception {
        String chain = chain();
        List<Integer> statuses = together(
                WRITERS * 200,
                () -> post("/chains/" + chain + "/rules", "Rule-v2", "{'type':'drop'}")
                        .status());
        assertThat(statuses).containsOnly(201);
        Reply rules = get("/chains/" + chain + "/rules", "collection.Rule-v2");
        assertThat(rules.each("id")).doesNotHaveDuplicates().hasSize(WRITERS * 200);
        List<String> positions = rules.each("position");
        for (int i = 0; i < positions.size(); i++) {
            assertThat(positions.get(i)).isEqualTo(Integer.toString(i + 1));
        }
    }

    @Test
    @DisplayName("create one resource with one id")
    void createOne() throws Exception {
        String body = "{'id':'" + UUID.randomUUID() + "'}";
        List<Integer> statuses =
                together(32, () -> post("/routers", "Router-v3", body).status());
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    private static <T> List<T> together(int times, Callable<T> request) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(writers.submit(request));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } finally {
            writers.shutdownNow();
        }
    }
}
