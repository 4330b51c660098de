// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import org.vpcmido.midonet.client.MidonetException;
import org.vpcmido.midonet.client.Paces;
import org.vpcmido.midonet.client.RetryPolicy;

/**
 * How a command that somebody waits for connects to MidoNet: a few attempts, each of at most 3 seconds, with a word
 * about each that failed. An API that is not there is told after 3.5 seconds, one that never answers after 15.5.
 *
 * @param tell takes what there is to say meanwhile
 */
record Connection(Vertx vertx, MidonetConfig config, Consumer<String> tell) {
    /** After each attempt but the last. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    /** Fails with the last attempt's failure. */
    Future<MidonetClient> open() {
        return open(0, new Paces(vertx, config.limits()));
    }

    private Future<MidonetClient> open(int failures, Paces paces) {
        MidonetConfig once = config.withTimeouts(new MidonetConfig.Timeouts(
                        CONNECT_TIMEOUT, config.timeouts().request()))
                .withRetries(new MidonetConfig.Retries(ONCE, config.retries().request()));
        return MidonetClient.connect(vertx, once, paces).recover(failure -> {
            if (failures == PAUSES.size() || !(failure instanceof MidonetException.Unavailable)) {
                return Future.failedFuture(failure);
            }
            Duration pause = PAUSES.get(failures);
            tell.accept("vpcmido: " + failure.getMessage() + "; trying again in " + pause.toMillis() + " ms");
            return vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).compose(over -> open(failures + 1, paces));
        });
    }
}
