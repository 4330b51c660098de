// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.cloud.source.CloudWatch;

@DisplayName("A source of GNI documents")
class SourcesTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void place() throws IOException {
        file = folder.resolve("global_network_info.xml");
        replace("single-vpc.xml");
    }

    @AfterEach
    void close() {
        done(vertx.close());
    }

    /** As the cloud controller does it: a new file, renamed over the old one. */
    private void replace(String document) throws IOException {
        Path temporary = folder.resolve("global_network_info.xml.temp");
        Files.write(temporary, GniDocuments.bytes(document));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static <T> Future<T> done(Future<T> future) {
        await().atMost(Duration.ofSeconds(30)).until(future::isComplete);
        return future;
    }

    private static CloudDocumentException refusal(CloudSource source) {
        Throwable cause = done(source.read()).cause();
        assertThat(cause).isInstanceOf(CloudDocumentException.class);
        return (CloudDocumentException) cause;
    }

    @Test
    @DisplayName("reads a file, with its own time of change")
    void readsFile() throws IOException {
        Instant changed = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(file, FileTime.from(changed));
        CloudSource source = new CloudSources(vertx).parse("gni:" + file);
        CloudSnapshot snapshot = done(source.read()).result();
        assertThat(snapshot.contentHash())
                .isEqualTo(GniDocuments.read("single-vpc.xml").contentHash());
        assertThat(snapshot.version()).contains("5d0c1f20");
        assertThat(snapshot.modifiedAt()).contains(changed);
        assertThat(source.describe()).isEqualTo(file.toString());
    }

    @Test
    @DisplayName("tells a file that is not there, or is too large, by its path")
    void refusesFile() {
        CloudDocumentException missing = refusal(new CloudSources(vertx).parse("gni:" + folder.resolve("none.xml")));
        assertThat(missing.code()).isEqualTo("not-found");
        assertThat(missing).hasMessageContaining(folder.resolve("none.xml").toString());
        CloudDocumentException large =
                refusal(new GniFileSource(vertx, file, GniLimits.DEFAULT.withDocumentBytesMax(100)));
        assertThat(large.code()).isEqualTo("too-large");
        assertThat(large).hasMessageContaining(file.toString()).hasMessageContaining("100 bytes");
    }

    @ParameterizedTest
    @DisplayName("is refused in a form that is not known, by that form")
    @ValueSource(
            strings = {"", "gni:", "file.xml", "ec2:https://cloud.example", "http://cloud.example/", "gni:http:///x"})
    void refusesForms(String source) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloudSources(vertx).parse(source))
                .withMessageContaining("'" + source + "'");
    }

    private String serve(int status, Buffer body) {
        return serve(status, body, Optional.empty());
    }

    private String serve(int status, Buffer body, Optional<String> lastModified) {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            lastModified.ifPresent(text -> request.response().putHeader("last-modified", text));
            request.response().setStatusCode(status).end(body);
        });
        int port = done(server.listen(0, "127.0.0.1")).result().actualPort();
        return "gni:http://user:secret@127.0.0.1:" + port + "/gni.xml";
    }

    @Test
    @DisplayName("reads over HTTP what it reads from a file, and tells no credentials")
    void readsOverHttp() {
        CloudSource source =
                new CloudSources(vertx).parse(serve(200, Buffer.buffer(GniDocuments.bytes("single-vpc.xml"))));
        assertThat(done(source.read()).result().contentHash())
                .isEqualTo(GniDocuments.read("single-vpc.xml").contentHash());
        assertThat(source.describe()).doesNotContain("secret").endsWith("/gni.xml");
    }

    @Test
    @DisplayName(
            "over HTTP was written when the server says so, and nobody knows when if that says nothing or nonsense")
    void wasWrittenWhenTheServerSays() {
        Buffer document = Buffer.buffer(GniDocuments.bytes("single-vpc.xml"));
        assertThat(modifiedAt(serve(200, document, Optional.of("Fri, 02 Jan 2026 03:04:05 GMT"))))
                .contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(modifiedAt(serve(200, document))).isEmpty();
        assertThat(modifiedAt(serve(200, document, Optional.of("yesterday")))).isEmpty();
    }

    private Optional<Instant> modifiedAt(String source) {
        CloudSource parsed = new CloudSources(vertx).parse(source);
        return done(parsed.read()).result().modifiedAt();
    }

    @Test
    @DisplayName("is watched: that it was written anew is told also when it says the same, or nothing that can be used")
    void isWatchedForItsWriter() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<Instant> seen = new CopyOnWriteArrayList<>();
        Instant first = written("single-vpc.xml", "2026-01-02T03:04:05Z");
        CloudWatch watch = CloudWatch.start(
                vertx,
                new GniFileSource(vertx, file, GniLimits.DEFAULT),
                Duration.ofMillis(5),
                new CloudWatch.Listener() {
                    @Override
                    public void onSnapshot(CloudSnapshot snapshot) {
                        heard.add(snapshot.version().orElse("none"));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        heard.add(((CloudDocumentException) failure).code());
                    }

                    @Override
                    public void onLook(Optional<Instant> modifiedAt) {
                        seen.add(modifiedAt.orElseThrow());
                    }
                });
        await().until(() -> seen.contains(first));
        assertThat(heard).containsExactly("5d0c1f20");
        Instant second = written("single-vpc.xml", "2026-01-02T03:04:35Z");
        await().until(() -> seen.contains(second));
        assertThat(heard).containsExactly("5d0c1f20");
        Instant third = written("invalid/truncated.xml", "2026-01-02T03:05:05Z");
        await().until(() -> seen.contains(third));
        await().until(() -> heard.size() == 2);
        watch.stop();
        assertThat(heard).containsExactly("5d0c1f20", "truncated");
    }

    /** As {@link #replace}, at that time by the writer's clock. */
    private Instant written(String document, String time) throws IOException {
        Path temporary = folder.resolve("global_network_info.xml.temp");
        Files.write(temporary, GniDocuments.bytes(document));
        Instant modifiedAt = Instant.parse(time);
        Files.setLastModifiedTime(temporary, FileTime.from(modifiedAt));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return modifiedAt;
    }

    @Test
    @DisplayName("refuses answers over HTTP that are none, too large, or never come")
    void refusesAnswers() {
        assertThat(refusal(new CloudSources(vertx).parse(serve(404, Buffer.buffer())))
                        .code())
                .isEqualTo("not-found");
        assertThat(refusal(new CloudSources(vertx).parse(serve(500, Buffer.buffer()))))
                .hasMessageContaining("status 500");
        Buffer large = Buffer.buffer(GniDocuments.bytes("multi-vpc.xml"));
        assertThat(refusal(new CloudSources(vertx, GniLimits.DEFAULT.withDocumentBytesMax(1000))
                                .parse(serve(200, large)))
                        .code())
                .isEqualTo("too-large");
        HttpServer silent = vertx.createHttpServer().requestHandler(request -> {});
        int port = done(silent.listen(0, "127.0.0.1")).result().actualPort();
        CloudSource waiting = new GniHttpSource(
                vertx,
                java.net.URI.create("http://127.0.0.1:" + port + "/"),
                GniLimits.DEFAULT,
                new GniHttpSource.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(200)));
        assertThat(refusal(waiting).code()).isEqualTo("unreachable");
    }

    @Test
    @DisplayName("is watched: news is told once, whether content, version or failure, and sameness is not")
    void isWatched() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        CloudWatch watch = CloudWatch.start(
                vertx,
                new GniFileSource(vertx, file, GniLimits.DEFAULT),
                Duration.ofMillis(5),
                new CloudWatch.Listener() {
                    @Override
                    public void onSnapshot(CloudSnapshot snapshot) {
                        heard.add(snapshot.version().orElse("none"));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        heard.add(((CloudDocumentException) failure).code());
                    }
                });
        await().until(() -> heard.equals(List.of("5d0c1f20")));
        replace("version/0-unapplied.xml");
        await().until(() -> heard.size() == 2);
        replace("version/1-applied.xml"); // The same version and content: not news.
        replace("version/2-reseeded.xml");
        await().until(() -> heard.size() == 3);
        replace("version/3-node-added-same-version.xml");
        await().until(() -> heard.size() == 4);
        replace("invalid/truncated.xml");
        await().until(() -> heard.size() == 5);
        replace("version/3-node-added-same-version.xml");
        await().until(() -> heard.size() == 6);
        Files.delete(file);
        await().until(() -> heard.size() == 7);
        watch.stop();
        assertThat(heard)
                .containsExactly("5d0c1f20", "aaaa0002", "bbbb0001", "bbbb0001", "truncated", "bbbb0001", "not-found");
    }
}
