// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.apply.Leadership;

/**
 * Tells the cloud which version is in effect, as early as truth allows: instances wait for it to boot. Content that is
 * in effect is acknowledged under any new version at once. Call it on one context.
 */
final class Acknowledger {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);

    private final AppliedVersionFile file;
    private final Leadership leadership;
    private final Runnable listener;
    private Optional<CloudSnapshot> latest = Optional.empty();
    private Optional<String> inEffect = Optional.empty();
    private Optional<String> acknowledged = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private boolean isWriting;
    private int timesForgotten;

    /**
     * @param leadership only who may write tells the cloud what is in effect
     * @param listener told when a version has been acknowledged, or cannot be
     */
    Acknowledger(AppliedVersionFile file, Leadership leadership, Runnable listener) {
        this.file = requireNonNull(file, "file");
        this.leadership = requireNonNull(leadership, "leadership");
        this.listener = requireNonNull(listener, "listener");
    }

    /** The cloud says something new. */
    void heard(CloudSnapshot snapshot) {
        latest = Optional.of(snapshot);
        flush();
    }

    /** MidoNet is about to be changed to that content, so that no other is in effect any more. */
    void begins(String contentHash) {
        inEffect = inEffect.filter(contentHash::equals);
    }

    /** All of that content is in effect, but for what is held or set aside. */
    void tookEffect(String contentHash) {
        inEffect = Optional.of(contentHash);
        flush();
    }

    /** Another instance may write now, to MidoNet and to the file. */
    void forget() {
        timesForgotten++;
        inEffect = Optional.empty();
        acknowledged = Optional.empty();
        trouble = Optional.empty();
    }

    boolean isInEffect(CloudSnapshot snapshot) {
        return inEffect.equals(Optional.of(snapshot.contentHash()));
    }

    /** The version that this instance wrote last, since it leads. */
    Optional<String> acknowledged() {
        return acknowledged;
    }

    /** Why the newest version could not be written; empty if it could. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Writes what is due; a version that could not be written stays due. */
    void flush() {
        Optional<String> due = latest.filter(this::isInEffect)
                .flatMap(CloudSnapshot::version)
                .filter(version -> !acknowledged.equals(Optional.of(version)));
        if (due.isEmpty() || isWriting || !leadership.isHeld()) {
            return;
        }
        isWriting = true;
        int forgotten = timesForgotten;
        file.write(due.get()).onComplete(done -> {
            isWriting = false;
            if (forgotten != timesForgotten) {
                flush(); // What was written then tells nothing about the file now.
            } else if (done.succeeded()) {
                acknowledged = due;
                trouble = Optional.empty();
                flush();
            } else {
                failed(due.get(), String.valueOf(done.cause().getMessage()));
            }
            listener.run();
        });
    }

    private void failed(String version, String reason) {
        if (!trouble.equals(Optional.of(reason))) {
            LOG.warn("version {} is in effect but cannot be acknowledged, tried again: {}", version, reason);
        }
        trouble = Optional.of(reason);
    }
}
