// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.cloud.source.CloudWatch;

/**
 * Follows the cloud's document: which usable one is the newest, why what is there now cannot be used, and whether the
 * cloud controller goes on writing it. Whatever befalls the document, the newest usable one stays in effect. For one
 * context.
 */
final class CloudFollower {
    private static final Logger LOG = LoggerFactory.getLogger(CloudFollower.class);

    private final CloudSource source;
    private final Duration pollInterval;
    private final Clock clock;
    private final Consumer<CloudSnapshot> news;
    private final BooleanSupplier isForThisInstance;
    private final Runnable changed;
    private final Heartbeat heartbeat;
    private Optional<CloudWatch> watch = Optional.empty();
    private Optional<CloudSnapshot> latest = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    /**
     * @param news hears of another content, or another version of the same
     * @param isForThisInstance whether this instance is to act on the newest document. One that is not may stand still: its
     *     cloud controller is not the enabled one, or writes on another machine (gni.md 5).
     * @param changed the status is another
     */
    CloudFollower(
            CloudSource source,
            LoopSettings settings,
            Clock clock,
            Consumer<CloudSnapshot> news,
            BooleanSupplier isForThisInstance,
            Runnable changed) {
        this.source = requireNonNull(source, "source");
        this.pollInterval = settings.pollInterval();
        this.heartbeat = new Heartbeat(settings.silentAfter());
        this.clock = requireNonNull(clock, "clock");
        this.news = requireNonNull(news, "news");
        this.isForThisInstance = requireNonNull(isForThisInstance, "isForThisInstance");
        this.changed = requireNonNull(changed, "changed");
    }

    /** Call it on the context on which news is to be heard. */
    void start(Vertx vertx) {
        watch = Optional.of(CloudWatch.start(vertx, source, pollInterval, new CloudWatch.Listener() {
            @Override
            public void onSnapshot(CloudSnapshot snapshot) {
                heard(snapshot);
            }

            @Override
            public void onFailure(Throwable failure) {
                failed(String.valueOf(failure.getMessage()));
            }

            @Override
            public void onLook(Optional<Instant> modifiedAt) {
                looked(modifiedAt);
            }
        }));
    }

    void stop() {
        watch.ifPresent(CloudWatch::stop);
    }

    /** The newest usable document. */
    Optional<CloudSnapshot> latest() {
        return latest;
    }

    /** Why what is there now cannot be used; empty if it can. */
    Optional<String> trouble() {
        return trouble;
    }

    /** When the document was last written, usable or not, by this machine's clock; empty if nobody tells. */
    Optional<Instant> writtenAt() {
        return heartbeat.writtenAt();
    }

    /** Whether the cloud controller has ceased to write it. */
    boolean isSilent() {
        return heartbeat.isSilent();
    }

    private void heard(CloudSnapshot snapshot) {
        if (trouble.isPresent()) {
            LOG.info(
                    "the cloud can be read again: version {}",
                    snapshot.version().orElse("none"));
        }
        latest = Optional.of(snapshot);
        trouble = Optional.empty();
        news.accept(snapshot);
    }

    private void failed(String message) {
        LOG.warn("the cloud cannot be read, its last good state stays in effect: {}", message);
        trouble = Optional.of(message);
        changed.run();
    }

    /** Judged here only: what was written while nobody could look has been seen now. */
    private void looked(Optional<Instant> modifiedAt) {
        Optional<Instant> writtenBefore = heartbeat.writtenAt();
        boolean wasSilent = heartbeat.isSilent();
        heartbeat.looked(modifiedAt, isForThisInstance.getAsBoolean(), clock.instant());
        if (wasSilent != heartbeat.isSilent()) {
            tellSilence();
        }
        if (wasSilent != heartbeat.isSilent() || !writtenBefore.equals(heartbeat.writtenAt())) {
            changed.run();
        }
    }

    private void tellSilence() {
        String written = writtenAt().map(Instant::toString).orElse("at a time unknown");
        if (isSilent()) {
            LOG.warn(
                    "the cloud controller is silent: {} was last written {}; what it says stays in effect",
                    source.describe(),
                    written);
        } else {
            LOG.info("the cloud controller is silent no more: {} was written {}", source.describe(), written);
        }
    }
}
