// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.source;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at a source at intervals and tells a listener when the cloud says something new: another content, or another
 * version of the same content (which is to be acknowledged). A look at a source that has a {@link CloudSource#sign} and
 * did not change costs no reading. All calls and callbacks are on one context.
 */
public final class CloudWatch {
    /** How often eucanetd looks (gni.md 5). */
    public static final Duration INTERVAL_DEFAULT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final CloudSource source;
    private final Duration interval;
    private final Listener listener;
    private Optional<Sign> sign = Optional.empty();
    private Optional<String> told = Optional.empty();
    private boolean isLooking;
    private boolean isStopped;
    private long timer;

    /** Hears of news. */
    public interface Listener {
        /** The cloud wants something new, or wants the same under another version. */
        void onSnapshot(CloudSnapshot snapshot);

        /** The source cannot be used; told once, until it tells something else. */
        void onFailure(Throwable failure);

        /**
         * The source was looked at, whether it has news or not: a cloud controller writes its document again and again also
         * when nothing changed (gni.md 5). After the news, if there is any; not told when nobody knows what is there.
         *
         * @param modifiedAt when the document was last written, by the source's clock, usable or not; empty if the source
         *     does not tell
         */
        default void onLook(Optional<Instant> modifiedAt) {}
    }

    private CloudWatch(Vertx vertx, CloudSource source, Duration interval, Listener listener) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.source = requireNonNull(source, "source");
        this.interval = requireNonNull(interval, "interval");
        this.listener = requireNonNull(listener, "listener");
    }

    /** Looks at once, and then at every interval until it is stopped. */
    public static CloudWatch start(Vertx vertx, CloudSource source, Duration interval, Listener listener) {
        CloudWatch watch = new CloudWatch(vertx, source, interval, listener);
        watch.timer = vertx.setPeriodic(0, interval.toMillis(), tick -> watch.look());
        return watch;
    }

    /** Looks no more; the listener is not called again. */
    public void stop() {
        isStopped = true;
        vertx.cancelTimer(timer);
    }

    /** How long it waits between two looks. */
    public Duration interval() {
        return interval;
    }

    /** A look that takes longer than the interval stands for the looks that it missed. */
    private void look() {
        if (isLooking || isStopped) {
            return;
        }
        isLooking = true;
        source.sign().compose(this::readIfChanged).onComplete(done -> {
            isLooking = false;
            if (done.failed()) {
                sign = Optional.empty();
                tell(done.cause());
            }
        });
    }

    private Future<Void> readIfChanged(Optional<Sign> seen) {
        Optional<Instant> modifiedAt = seen.map(Sign::modifiedAt);
        if (seen.isPresent() && seen.equals(sign)) {
            tellLook(modifiedAt);
            return Future.succeededFuture();
        }
        return source.read()
                .onSuccess(snapshot -> {
                    sign = seen; // Only now: what could not be read is tried again.
                    tell(snapshot);
                    tellLook(modifiedAt.or(snapshot::modifiedAt));
                })
                .onFailure(refused -> modifiedAt.ifPresent(at -> tellLook(modifiedAt)))
                .mapEmpty();
    }

    private void tellLook(Optional<Instant> modifiedAt) {
        if (!isStopped) {
            listener.onLook(modifiedAt);
        }
    }

    private void tell(CloudSnapshot snapshot) {
        String news = snapshot.version().orElse("") + " " + snapshot.contentHash();
        if (isNews(news)) {
            listener.onSnapshot(snapshot);
        }
    }

    private void tell(Throwable failure) {
        if (isNews("failure " + failure.getMessage())) {
            listener.onFailure(failure);
        }
    }

    private boolean isNews(String news) {
        boolean isNew = !isStopped && !told.equals(Optional.of(news));
        told = Optional.of(news);
        return isNew;
    }
}
