// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.client.ZKClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows agents and ports as they come and go; DESIGN.md says what may be relied on. */
public final class NsdbWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NsdbWatch.class);
    private static final Duration COLLAPSE = Duration.ofMillis(100);
    private static final Duration RETRY_MIN = Duration.ofSeconds(1);
    private static final Duration RETRY_MAX = Duration.ofSeconds(30);

    /** MidoNet's own (midonet-api.md 14); ZooKeeper's is a quarter of that. */
    private static final int ANSWER_BYTES_MAX = 4 << 20;

    private final NsdbConfig config;
    private final Context context;
    private final NsdbListener listener;
    private final CuratorFramework client;
    private final ScheduledExecutorService thread;
    /** One for all nodes and readings: ZooKeeper keeps equal watchers of a node once. */
    private final Watcher watcher = this::happened;

    private final TreeReader.Progress progress = new Reading();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Promise<Void> closed = Promise.promise();
    private volatile NsdbView told = new NsdbView.Unknown("not connected yet");

    // From here on: confined to the thread.
    private Supplier<? extends NsdbView> newest;
    private TreeReader reader;
    private boolean connectedOnce;
    private boolean telling;
    private Duration retry = RETRY_MIN;

    private NsdbWatch(NsdbConfig config, Context context, NsdbListener listener) {
        this.config = config;
        this.context = context;
        this.listener = listener;
        this.client = client(config);
        // What is scheduled while we close is of no interest any more.
        this.thread = new ScheduledThreadPoolExecutor(1, NsdbWatch::thread, new DiscardPolicy());
        this.reader = newReader();
        this.newest = () -> told;
    }

    /**
     * Begins to watch; returns at once, and keeps trying while ZooKeeper cannot be reached.
     *
     * @param context where the listener is called
     */
    public static NsdbWatch start(NsdbConfig config, Context context, NsdbListener listener) {
        NsdbWatch watch = new NsdbWatch(config, context, listener);
        watch.client.getConnectionStateListenable().addListener((source, state) -> watch.connectionChanged(state));
        watch.client.start();
        watch.soon(watch::neverConnected, config.sessionTimeout());
        return watch;
    }

    /** The newest view that was told, for any thread. */
    public NsdbView view() {
        return told;
    }

    /** Ends the session; the listener is not called again. A second call has the same result and no effect. */
    public Future<Void> close() {
        if (closing.compareAndSet(false, true)) {
            thread.execute(() -> {
                reader.end();
                client.close();
                thread.shutdownNow();
                closed.complete();
            });
        }
        return closed.future();
    }

    private static CuratorFramework client(NsdbConfig config) {
        int sessionMillis = Math.toIntExact(config.sessionTimeout().toMillis());
        ZKClientConfig wire = new ZKClientConfig();
        wire.setProperty(ZKClientConfig.JUTE_MAXBUFFER, Integer.toString(ANSWER_BYTES_MAX));
        return CuratorFrameworkFactory.builder()
                .connectString(config.zookeeper())
                .sessionTimeoutMs(sessionMillis)
                .connectionTimeoutMs(sessionMillis)
                .zkClientConfig(wire)
                .retryPolicy(new RetryNTimes(0, 0)) // What fails is read anew as a whole.
                .ensembleTracker(false) // An old server has none, and ours are those that the operator named.
                .build();
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "nsdb");
        made.setDaemon(true);
        return made;
    }

    private TreeReader newReader() {
        return new TreeReader(client, thread, watcher, new StateTree(config.statePath()), progress);
    }

    /** Runs on Curator's thread. */
    private void connectionChanged(ConnectionState state) {
        if (state.isConnected()) {
            soon(this::readAnew, Duration.ZERO);
        } else {
            soon(() -> lost("no connection"), Duration.ZERO);
        }
    }

    /** Runs on ZooKeeper's thread, after the answers to all reads that came before. */
    private void happened(WatchedEvent event) {
        if (event.getType() != EventType.None) { // That one tells of the connection, of which we hear otherwise.
            soon(() -> reader.look(event.getPath()), Duration.ZERO);
        }
    }

    private void readAnew() {
        connectedOnce = true;
        reader.end();
        reader = newReader();
        reader.begin();
    }

    private void neverConnected() {
        if (!connectedOnce) {
            lost("no connection since the start");
        }
    }

    private void lost(String reason) {
        reader.end();
        NsdbView unknown = new NsdbView.Unknown("ZooKeeper at " + config.zookeeper() + ": " + reason);
        changed(() -> unknown);
    }

    private void changed(Supplier<? extends NsdbView> view) {
        newest = view;
        if (!telling) {
            telling = true;
            soon(this::tell, COLLAPSE);
        }
    }

    private void tell() {
        telling = false;
        NsdbView before = told;
        NsdbView now = newest.get();
        if (!now.equals(before)) {
            log(before, now);
            told = now;
            context.runOnContext(nothing -> {
                if (!closing.get()) {
                    listener.changed(now);
                }
            });
        }
    }

    private void log(NsdbView before, NsdbView now) {
        if (now instanceof NsdbView.Unknown unknown) {
            LOG.warn("NSDB: agents are out of sight: {}", unknown.reason());
        } else if (now instanceof NsdbView.Known known && before instanceof NsdbView.Unknown) {
            LOG.info(
                    "NSDB at {}: {} hosts alive, {} ports active",
                    config.zookeeper(),
                    known.hostsAlive().size(),
                    known.portsActive().size());
        }
    }

    private void soon(Runnable work, Duration delay) {
        if (!closing.get()) {
            var unused = thread.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** The edge of our thread: nothing that fails there may end it in silence. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("NSDB: a task failed", failure);
            progress.failed(reader, String.valueOf(failure.getMessage()));
        }
    }

    private final class Reading implements TreeReader.Progress {
        @Override
        public void read(TreeReader source) {
            if (source == reader) {
                retry = RETRY_MIN;
                changed(source::view);
            }
        }

        @Override
        public void failed(TreeReader source, String reason) {
            if (source == reader) {
                lost(reason);
                soon(() -> again(source), retry);
                retry = retry.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? retry.multipliedBy(2) : RETRY_MAX;
            }
        }

        /** Unless a new connection has begun another reading. */
        private void again(TreeReader failed) {
            if (failed == reader && client.getZookeeperClient().isConnected()) {
                readAnew();
            } else if (failed == reader) {
                soon(() -> again(failed), retry);
            }
        }
    }
}
