// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.apply.Leadership;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("Who ceases to lead")
class AcknowledgerTest {
    private static final CloudSnapshot CLOUD = new CloudSnapshot(
            Optional.of("1"),
            Optional.empty(),
            "content",
            ConsistencyCheck.check(ReferenceCloud.given().state()),
            Optional.empty());

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicInteger told = new AtomicInteger();

    private Acknowledger acknowledger(Path directory) {
        return new Acknowledger(new AppliedVersionFile(vertx, directory), Leadership.ALWAYS, told::incrementAndGet);
    }

    private <T> T onContext(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(start -> done.complete(work.get()));
        return done.join();
    }

    private void takesEffect(Acknowledger acknowledger) {
        acknowledger.heard(CLOUD);
        acknowledger.tookEffect(CLOUD.contentHash());
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @DisplayName("has no trouble with a file any more that is another's to write now")
    void forgetsTrouble() {
        Acknowledger acknowledger = acknowledger(folder.resolve("absent"));
        onContext(() -> {
            takesEffect(acknowledger);
            return true;
        });
        await().until(() -> onContext(acknowledger::trouble).isPresent());
        onContext(() -> {
            acknowledger.forget();
            return true;
        });
        assertThat(onContext(acknowledger::trouble)).isEmpty();
    }

    @Test
    @DisplayName("while the file is written does not take that for its own later: another may write it meanwhile")
    void forgetsAWriteUnderWay() throws IOException {
        Acknowledger acknowledger = acknowledger(folder);
        onContext(() -> {
            takesEffect(acknowledger);
            acknowledger.forget();
            return true;
        });
        await().until(() -> told.get() == 1);
        assertThat(onContext(acknowledger::acknowledged)).isEmpty();

        Path file = Files.writeString(folder.resolve(AppliedVersionFile.NAME), "another's");
        onContext(() -> {
            acknowledger.tookEffect(CLOUD.contentHash());
            return true;
        });
        await().until(() -> Files.readString(file).equals("1"));
    }
}
