// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;
import org.apache.curator.x.async.AsyncCuratorFramework;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a line in ZooKeeper, held by lease. The line says who is first; the lease says until when that
 * may be believed without hearing from ZooKeeper again: for half a session time-out after the last transaction on our own
 * node was <em>sent</em>. A process that was stopped past its session finds the lease run out before any event reaches it.
 *
 * <p>Half, because a server that passes our requests on tells the quorum of our life only with its own pings, up to half
 * a tick late; the other half also covers the time between two proofs.
 */
public final class CuratorLeadership implements Election {
    private static final Logger LOG = LoggerFactory.getLogger(CuratorLeadership.class);
    private static final int RETRY_MILLIS = 500;
    private static final int PROOFS_PER_SESSION = 12;

    private final LeaderConfig config;
    private final LongSupplier nanoTime;
    private final CuratorFramework client;
    private final AsyncCuratorFramework nodes;
    private final PlaceInLine place;
    private final ScheduledExecutorService thread;
    private final List<LeadershipListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile Term term = Term.NONE;
    private volatile boolean connected;
    private volatile Optional<String> leader = Optional.empty();
    private volatile Standing told = Standing.SEPARATED;

    private CuratorLeadership(LeaderConfig config, CuratorFramework client, LongSupplier nanoTime) {
        this.config = config;
        this.client = client;
        this.nanoTime = nanoTime;
        this.nodes = AsyncCuratorFramework.wrap(client);
        // What is scheduled while we leave is of no interest any more.
        this.thread = new ScheduledThreadPoolExecutor(1, CuratorLeadership::thread, new DiscardPolicy());
        this.place = new PlaceInLine(nodes, linePath(), config.self(), work -> soon(work, 0), new Standings());
    }

    /** Stands for election; returns at once, and keeps trying while ZooKeeper cannot be reached. */
    public static CuratorLeadership join(LeaderConfig config) {
        return join(config, client(config), System::nanoTime);
    }

    /** As above, with a client that is not started yet, and a clock. */
    static CuratorLeadership join(LeaderConfig config, CuratorFramework client, LongSupplier nanoTime) {
        CuratorLeadership joined = new CuratorLeadership(config, client, nanoTime);
        joined.start();
        return joined;
    }

    /** A client that is not started yet. */
    static CuratorFramework client(LeaderConfig config) {
        int sessionMillis = Math.toIntExact(config.sessionTimeout().toMillis());
        return CuratorFrameworkFactory.builder()
                .connectString(config.zookeeper())
                .sessionTimeoutMs(sessionMillis)
                .connectionTimeoutMs(sessionMillis)
                .retryPolicy(new RetryForever(RETRY_MILLIS))
                .dontUseContainerParents() // An old server has neither these,
                .ensembleTracker(false) // nor this, and ours are those that the operator named.
                .build();
    }

    /** Whether this instance may send a write now; cheap, never blocks, for any thread. */
    @Override
    public boolean isHeld() {
        return !leaving.get() && term.isHeld(nanoTime.getAsLong());
    }

    @Override
    public LeaderStatus status() {
        return new LeaderStatus(standing(), config.self(), leader);
    }

    @Override
    public void addListener(LeadershipListener listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<Void> close() {
        if (leaving.compareAndSet(false, true)) {
            drop();
            thread.execute(() -> {
                guarded(client::close); // Ends the session, and with it our place in line.
                guarded(this::tell);
                thread.shutdownNow();
                left.complete(null);
            });
        }
        return left;
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "leadership");
        made.setDaemon(true);
        return made;
    }

    private String linePath() {
        return config.root() + "/leader";
    }

    private void start() {
        client.getConnectionStateListenable().addListener((source, state) -> connectionChanged(state));
        client.start();
        tickAgain();
    }

    /** Runs on Curator's thread, before Curator does anything else about the change. */
    private void connectionChanged(ConnectionState state) {
        connected = state.isConnected();
        if (connected) {
            soon(place::look, 0);
        } else {
            drop();
        }
        tellSoon();
    }

    /** Hears from the line. */
    private final class Standings implements PlaceInLine.Listener {
        /**
         * Once first, a node stays first for as long as it is there, and that is what a proof proves. A predecessor whose
         * session ended by itself has long given up; one whose session or node was removed by hand may believe in its
         * lease to the end.
         */
        @Override
        public void first(String node) {
            if (!leaving.get() && !term.node().equals(node)) {
                long waitNanos = leaseNanos() + config.requestTimeout().toNanos();
                term = new Term(node, nanoTime.getAsLong() + waitNanos);
                leader = Optional.of(config.self());
                soon(CuratorLeadership.this::tick, 0);
                soon(CuratorLeadership.this::tell, waitNanos);
            }
        }

        @Override
        public void failed(Throwable failure) {
            LOG.debug("no place in line in ZooKeeper", failure);
            soon(place::look, TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
        }
    }

    private void drop() {
        term = Term.NONE;
    }

    private void tick() {
        Term current = term;
        if (current.isElected()) {
            prove(current);
        } else if (connected) {
            lookForLeader();
        }
        tell();
    }

    /**
     * A transaction, since it passes the quorum, and fails there if our session, and with it our node, is gone. It checks
     * and changes nothing: a change of our node would wake the next in line for nothing.
     */
    private void prove(Term current) {
        if (!current.beginsProof()) {
            return;
        }
        long asked = nanoTime.getAsLong();
        nodes.transaction()
                .forOperations(List.of(nodes.transactionOp().check().forPath(current.node())))
                .thenAccept(results -> {
                    if (results.stream().allMatch(result -> result.getError() == 0)) {
                        current.proven(asked + leaseNanos());
                        tellSoon();
                    }
                })
                .exceptionally(failure -> {
                    unproven(current, failure);
                    return null;
                })
                .thenRun(current::endsProof);
    }

    private void unproven(Term current, Throwable failure) {
        LOG.debug("no proof of leadership from ZooKeeper", failure);
        if (PlaceInLine.isA(NoNodeException.class, failure) && term == current) {
            drop();
            tellSoon();
            soon(place::look, 0);
        }
    }

    private long leaseNanos() {
        int granted = client.getZookeeperClient().getLastNegotiatedSessionTimeoutMs();
        long asked = config.sessionTimeout().toMillis();
        long millis = granted > 0 ? Math.min(granted, asked) : asked;
        return TimeUnit.MILLISECONDS.toNanos(millis) / 2;
    }

    private void lookForLeader() {
        nodes.getChildren()
                .forPath(linePath())
                .thenCompose(children -> PlaceInLine.first(children)
                        .map(this::nameIn)
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .thenAccept(found -> leader = found)
                .exceptionally(failure -> null); // Gone between two reads: the next look will show who came.
    }

    private CompletionStage<Optional<String>> nameIn(String node) {
        return nodes.getData().forPath(linePath() + "/" + node).thenApply(name -> Optional.of(new String(name, UTF_8)));
    }

    private Standing standing() {
        Term current = term;
        if (leaving.get() || !connected) {
            return Standing.SEPARATED;
        } else if (!current.isElected()) {
            return Standing.FOLLOWING;
        }
        return isHeld() ? Standing.LEADING : Standing.ELECTED;
    }

    private void tellSoon() {
        soon(this::tell, 0);
    }

    private void tickAgain() {
        soon(this::tickAgain, config.sessionTimeout().toNanos() / PROOFS_PER_SESSION);
        tick();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The task reports its own failures.
    private void soon(Runnable work, long delayNanos) {
        if (!leaving.get()) {
            thread.schedule(() -> guarded(work), delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** The edge of our thread: a listener that fails must not end the chain of proofs. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("leadership: a task failed", failure);
        }
    }

    private void tell() {
        LeaderStatus status = status();
        if (status.standing() != told) {
            LOG.info(
                    "leadership: {} is {} (was {})",
                    config.self(),
                    status.standing().jsonName(),
                    told.jsonName());
            told = status.standing();
            listeners.forEach(listener -> listener.changed(status));
        }
    }
}
