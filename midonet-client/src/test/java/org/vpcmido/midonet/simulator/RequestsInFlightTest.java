// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How many requests the simulator has")
class RequestsInFlightTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final Simulator simulator = Simulator.start(
                    vertx, SimulatorOptions.defaults().withLatency(Duration.ofMillis(200)))
            .await();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Future<Integer> get() {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(simulator.url() + "/routers")
                .putHeader("Accept", "application/json");
        return client.request(options)
                .compose(request -> request.send().map(HttpClientResponse::statusCode))
                .otherwise(0);
    }

    @Test
    @DisplayName("is counted right after connections were cut, and after answers")
    void counted() {
        simulator.faults().add(Fault.always("GET", "/.*", new FaultEffect.Drop(false)));
        for (int each = 0; each < 5; each++) {
            assertThat(get().await()).isZero();
        }
        simulator.faults().clear();
        simulator.faults().add(Fault.above(1, "GET", "/.*", FaultEffect.Status.unavailable("")));
        for (int each = 0; each < 3; each++) {
            assertThat(get().await()).isEqualTo(200);
            assertThat(Future.all(get(), get()).await().<Integer>list()).hasSameElementsAs(List.of(200, 503));
        }
    }
}
