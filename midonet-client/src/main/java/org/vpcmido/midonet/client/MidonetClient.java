// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.vpcmido.midonet.topology.Identities;

/**
 * A connection to MidoNet's REST API. Reading gives a whole topology; writing takes single resources. Its methods may be
 * called from any thread; on a Vert.x context their futures complete there.
 */
public final class MidonetClient {
    private final Vertx vertx;
    private final MidonetConfig config;
    private final HttpClient http;
    private final RequestCounter counter;
    private final Retry retry;
    private final Discovery.Found found;

    private MidonetClient(
            Vertx vertx,
            MidonetConfig config,
            HttpClient http,
            RequestCounter counter,
            Retry retry,
            Discovery.Found found) {
        this.vertx = vertx;
        this.config = config;
        this.http = http;
        this.counter = counter;
        this.retry = retry;
        this.found = found;
    }

    /**
     * Finds the API, logs in where that is configured, and looks what it can do. Fails with
     * {@link MidonetException.Unavailable} if nobody answers, and with {@link MidonetException.Rejected} if it is not
     * MidoNet 5 or refuses the login; the message names URL and cause.
     */
    public static Future<MidonetClient> connect(Vertx vertx, MidonetConfig config) {
        return connect(vertx, config, new Paces(vertx, config.limits()));
    }

    /**
     * As above, for one who has connected before.
     *
     * @param paces what is known of servers, and learnt of them
     */
    public static Future<MidonetClient> connect(Vertx vertx, MidonetConfig config, Paces paces) {
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        RequestCounter counter = new RequestCounter();
        HttpClient http = Transport.client(vertx, config);
        Discovery discovery = new Discovery(
                config, http, counter, new Retry(vertx, config.retries().discovery(), random), paces);
        Retry retry = new Retry(vertx, config.retries().request(), random);
        return onContext(vertx, discovery::find)
                .map(found -> new MidonetClient(vertx, config, http, counter, retry, found))
                .onFailure(failure -> http.close());
    }

    /** Reads what Eucalyptus has in MidoNet. */
    public Future<Observation> observe() {
        return observe(ObservationScope.eucalyptus());
    }

    /** Reads the topology, as far as {@code scope} goes; any list that cannot be read fails the whole. */
    public Future<Observation> observe(ObservationScope scope) {
        return onContext(vertx, () -> new Observer(lists(), config.limits().readsInFlight(), scope).observe());
    }

    /** Reads parts of the topology; any that cannot be read fails the whole, an object that is gone is an answer. */
    public Future<Rereading> reread(Collection<Part> parts) {
        return onContext(vertx, () -> new PartReader(lists(), config.limits().readsInFlight()).read(parts));
    }

    private ListReader lists() {
        return new ListReader(vertx, found.session(), retry);
    }

    /** Writes, under the ids that {@code identities} has for keys. */
    public Writer writer(Identities identities) {
        return writer(identities, () -> true);
    }

    /**
     * As above, for one of several who may write in turn: before each request that writes, also one that is repeated,
     * {@code mayWrite} is asked, and if it says no the write fails with {@link PermissionEndedException}.
     */
    public Writer writer(Identities identities, BooleanSupplier mayWrite) {
        return new Writer(found.session().permitted(mayWrite), found.features(), retry, identities);
    }

    /** What the MidoNet at the other end can do. */
    public ServerFeatures features() {
        return found.features();
    }

    /** How fast the server is asked. */
    public PaceStatus pace() {
        return found.session().pace();
    }

    /** How many writes may be under way at once, at most. */
    public int writesInFlightMax() {
        return config.limits().writesInFlight();
    }

    /** What has been sent so far. */
    public RequestCounts requests() {
        return counter.counts();
    }

    /** Ends all connections. */
    public Future<Void> close() {
        return http.close();
    }

    /** All steps of one piece of work run on one context, so that they need no locks. */
    private static <T> Future<T> onContext(Vertx vertx, Supplier<Future<T>> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        context.runOnContext(start -> work.get().onComplete(promise));
        return promise.future();
    }
}
