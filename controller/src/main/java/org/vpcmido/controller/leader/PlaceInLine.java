// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.x.async.AsyncCuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.jspecify.annotations.Nullable;

/**
 * A place in the line of those who stand for election: a node that ends with our session and bears a number; the lowest
 * number leads, and each other watches the one before it (ZooKeeper's recipe for leader election). Confined to one thread.
 *
 * <p>Curator's LeaderLatch follows the same recipe, but makes its node by a request that came with ZooKeeper 3.5. MidoNet
 * is installed with 3.4, which answers such a request by ending the session. Transactions it knows.
 *
 * <p>A node whose making was not confirmed is found by its name. If it was made twice, the second stands in reserve.
 */
final class PlaceInLine {
    private static final int SEQUENCE_DIGITS = 10;
    private static final Comparator<String> BY_SEQUENCE =
            Comparator.comparing(node -> node.substring(Math.max(0, node.length() - SEQUENCE_DIGITS)));

    /** Hears how it stands, on the thread. */
    interface Listener {
        /** Our node, of that path, is the first in line; may be told again of the same node. */
        void first(String node);

        /** The line could not be read or joined; {@link #look} is to be called again. */
        void failed(Throwable failure);
    }

    private final AsyncCuratorFramework nodes;
    private final String line;
    private final String name;
    private final Executor thread;
    private final Listener listener;
    private final String prefix = UUID.randomUUID() + "-";
    private boolean isLooking;
    private boolean looksAgain;

    /**
     * Not in line yet.
     *
     * @param line the path of the node below which all stand
     * @param name what our node says of us
     */
    PlaceInLine(AsyncCuratorFramework nodes, String line, String name, Executor thread, Listener listener) {
        this.nodes = nodes;
        this.line = line;
        this.name = name;
        this.thread = thread;
        this.listener = listener;
    }

    /** The first in line among the children of the line's node. */
    static Optional<String> first(List<String> children) {
        return children.stream().min(BY_SEQUENCE);
    }

    /** Joins the line if we are not in it, and sees who is before us; to be called on each connection. */
    void look() {
        if (isLooking) {
            looksAgain = true;
            return;
        }
        isLooking = true;
        looksAgain = false;
        nodes.getChildren()
                .forPath(line)
                .handleAsync(this::read, thread)
                .thenCompose(Function.identity())
                .whenCompleteAsync((done, failure) -> looked(failure), thread);
    }

    private void looked(@Nullable Throwable failure) {
        isLooking = false;
        if (failure != null) {
            listener.failed(failure);
        } else if (looksAgain) {
            look();
        }
    }

    private CompletionStage<Void> read(@Nullable List<String> children, @Nullable Throwable failure) {
        if (children != null) {
            return children.stream()
                    .filter(node -> node.startsWith(prefix))
                    .min(BY_SEQUENCE)
                    .map(own -> stand(own, children))
                    .orElseGet(this::join);
        } else if (isA(NoNodeException.class, failure)) {
            looksAgain = true;
            return makeLine();
        }
        return CompletableFuture.failedFuture(failure);
    }

    private CompletionStage<Void> stand(String own, List<String> children) {
        Optional<String> before = children.stream()
                .filter(node -> BY_SEQUENCE.compare(node, own) < 0)
                .max(BY_SEQUENCE);
        if (before.isEmpty()) {
            listener.first(line + "/" + own);
            return CompletableFuture.completedFuture(null);
        }
        var seen = nodes.watched().checkExists().forPath(line + "/" + before.get());
        // Also if the connection fails: then the look fails too, and is repeated.
        seen.event().whenCompleteAsync((event, failure) -> look(), thread);
        return seen.thenAcceptAsync(found -> looksAgain |= found == null, thread);
    }

    private CompletionStage<Void> join() {
        looksAgain = true;
        return create(line + "/" + prefix, CreateMode.EPHEMERAL_SEQUENTIAL, name);
    }

    /** The nodes above that of the line, and itself. */
    private CompletionStage<Void> makeLine() {
        CompletionStage<Void> made = CompletableFuture.completedFuture(null);
        for (int end = line.indexOf('/', 1); end >= 0; end = line.indexOf('/', end + 1)) {
            String above = line.substring(0, end);
            made = made.thenCompose(done -> createIfAbsent(above));
        }
        return made.thenCompose(done -> createIfAbsent(line));
    }

    private CompletionStage<Void> createIfAbsent(String path) {
        return create(path, CreateMode.PERSISTENT, "")
                .exceptionallyCompose(failure -> isA(NodeExistsException.class, failure)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletionStage<Void> create(String path, CreateMode mode, String data) {
        CuratorOp creation = nodes.transactionOp().create().withMode(mode).forPath(path, data.getBytes(UTF_8));
        return nodes.transaction().forOperations(List.of(creation)).thenAccept(results -> {});
    }

    static boolean isA(Class<? extends Throwable> kind, @Nullable Throwable failure) {
        return kind.isInstance(failure)
                || (failure instanceof CompletionException && kind.isInstance(failure.getCause()));
    }
}
