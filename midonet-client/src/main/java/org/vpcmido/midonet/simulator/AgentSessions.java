// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in ZooKeeper what the agents of the hosts keep there, for who watches them. All agents share one session here,
 * since a server grants a machine 60 connections: so the end of one agent takes its nodes away one by one, and the end of
 * the simulator takes them all. Works in rounds, each of which brings the nodes nearer to what is wanted by then.
 */
final class AgentSessions {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSessions.class);
    private static final int SESSION_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 2;
    private static final int WRITES_IN_ROUND_MAX = 500;

    private final CuratorFramework client;
    private final ScheduledExecutorService thread;

    // From here on: confined to the thread.
    private NavigableMap<String, String> wanted = new TreeMap<>();
    private final Set<String> written = new TreeSet<>();
    private final Set<String> folders = new HashSet<>();
    private long session;
    private int inFlight;
    private boolean failed;

    private AgentSessions(String zookeeper) {
        this.client = CuratorFrameworkFactory.builder()
                .connectString(zookeeper)
                .sessionTimeoutMs(SESSION_MILLIS)
                .connectionTimeoutMs(SESSION_MILLIS)
                .retryPolicy(new RetryNTimes(0, 0)) // What fails is left to the next round.
                .ensembleTracker(false) // ZooKeeper 3.4 has none.
                .build();
        this.thread = new ScheduledThreadPoolExecutor(1, AgentSessions::thread, new DiscardPolicy());
    }

    /** Begins; ZooKeeper need not be there yet. */
    static AgentSessions begin(String zookeeper) {
        AgentSessions sessions = new AgentSessions(zookeeper);
        sessions.client.getConnectionStateListenable().addListener((source, state) -> {
            if (state.isConnected()) {
                sessions.thread.execute(sessions::round);
            }
        });
        sessions.client.start();
        return sessions;
    }

    /** From now on these nodes, and no others of ours, are to be there: data by path. */
    void keep(NavigableMap<String, String> nodes) {
        thread.execute(() -> {
            wanted = nodes;
            round();
        });
    }

    /** Ends the session, as when all agents die. */
    Future<Void> end() {
        Promise<Void> ended = Promise.promise();
        thread.execute(() -> {
            client.close();
            thread.shutdownNow();
            ended.complete();
        });
        return ended.future();
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "simulated-agents");
        made.setDaemon(true);
        return made;
    }

    private void round() {
        if (inFlight > 0 || !client.getZookeeperClient().isConnected()) {
            return; // The end of this round, or the connection, begins another.
        }
        renewSession();
        failed = false;
        List<String> surplus = paths(written.stream().filter(path -> !wanted.containsKey(path)));
        List<String> missing = paths(wanted.keySet().stream().filter(path -> !written.contains(path)));
        inFlight = surplus.size() + missing.size(); // Before the first answer can come.
        surplus.forEach(this::remove);
        missing.forEach(this::create);
    }

    private static List<String> paths(Stream<String> paths) {
        return paths.limit(WRITES_IN_ROUND_MAX).toList();
    }

    /** With another session, what was bound to the last is lost. */
    private void renewSession() {
        long current = declared(() -> client.getZookeeperClient().getZooKeeper().getSessionId());
        if (current != session) {
            session = current;
            written.clear();
            folders.clear();
            makeFolder(AgentNodes.STATE); // Which there is also without agents.
        }
    }

    private void remove(String path) {
        declared(() -> client.delete()
                .inBackground(
                        (source, event) -> ended(path, event, () -> written.remove(path), Code.OK, Code.NONODE), thread)
                .forPath(path));
    }

    private void create(String path) {
        makeFolder(path.substring(0, path.lastIndexOf('/')));
        String data = wanted.getOrDefault(path, "");
        create(path, CreateMode.EPHEMERAL, data, (source, event) -> created(path, event));
    }

    /** What comes to be in vain is there already; in one session, answers are in the order of requests. */
    private void makeFolder(String path) {
        if (!path.isEmpty() && folders.add(path)) {
            makeFolder(path.substring(0, path.lastIndexOf('/')));
            create(path, CreateMode.PERSISTENT, "", (source, event) -> {});
        }
    }

    /** By a transaction, since Curator's plain request for it is unknown to ZooKeeper 3.4. */
    private void create(String path, CreateMode mode, String data, BackgroundCallback answered) {
        declared(() -> client.transaction()
                .inBackground(answered, thread)
                .forOperations(client.transactionOp().create().withMode(mode).forPath(path, data.getBytes(UTF_8))));
    }

    private void created(String path, CuratorEvent event) {
        if (event.getResultCode() == Code.NODEEXISTS.intValue()) {
            remove(path); // An agent that starts again deletes what its last session left.
        } else {
            ended(path, event, () -> written.add(path), Code.OK);
        }
    }

    private void ended(String path, CuratorEvent event, Runnable done, Code... good) {
        Code code = Code.get(event.getResultCode());
        if (List.of(good).contains(code)) {
            done.run();
        } else if (!failed) {
            failed = true;
            folders.clear(); // Their answers may be among those that were lost.
            LOG.info("simulated agents: {} at {}; the rest follows in {} s", code, path, RETRY_SECONDS);
        }
        inFlight--;
        if (inFlight == 0 && failed) {
            var unused = thread.schedule(this::round, RETRY_SECONDS, TimeUnit.SECONDS);
        } else if (inFlight == 0) {
            round();
        }
    }

    /** Curator declares {@code Exception} where a call in the background only refuses a wrong state. */
    private static <T extends @Nullable Object> T declared(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("ZooKeeper: " + failure.getMessage(), failure);
        }
    }
}
