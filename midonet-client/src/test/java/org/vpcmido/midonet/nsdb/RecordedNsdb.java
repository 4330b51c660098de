// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/**
 * A real ZooKeeper on loopback that can be filled with what a real MidoNet kept in its own; see the README beside the
 * files. What is bound to the session of an agent there is bound to one here, which can be ended and come again.
 */
public final class RecordedNsdb implements AutoCloseable {
    private static final int TICK_MILLIS = 100;
    private static final int SESSION_MILLIS = 60_000; // So that none expires by itself, whatever the machine is doing.
    private static final int NODES_AT_ONCE = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A node of the tree. */
    record Node(String path, Buffer data, boolean ephemeral) {
        Op create() {
            return Op.create(
                    path,
                    data.getBytes(),
                    ZooDefs.Ids.OPEN_ACL_UNSAFE,
                    ephemeral ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT);
        }
    }

    /** A server that can be stopped, and started again at the same address with what it knew. */
    interface Server extends Closeable {
        String address();

        void stop() throws Exception;

        void restart() throws Exception;
    }

    private final Server server;
    private final ZooKeeper cluster;
    private final Map<String, List<Node>> agents = new TreeMap<>();
    private final Map<String, ZooKeeper> sessions = new TreeMap<>();

    private RecordedNsdb(Server server) throws Exception {
        this.server = server;
        this.cluster = session();
    }

    /** Starts a server with nothing in it. */
    public static RecordedNsdb empty() throws Exception {
        // Those of the library listen on all interfaces if not told otherwise.
        Map<String, Object> loopback =
                Map.of("clientPortAddress", "127.0.0.1", "maxSessionTimeout", Integer.toString(SESSION_MILLIS));
        return new RecordedNsdb(running(
                new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1, loopback), true)));
    }

    /** As {@link #empty}, of the release that MidoNet is installed with. */
    public static RecordedNsdb old(Path folder) throws Exception {
        return new RecordedNsdb(OldZooKeeper.start(folder));
    }

    private static Server running(TestingServer server) {
        return new Server() {
            @Override
            public String address() {
                return server.getConnectString();
            }

            @Override
            public void stop() throws Exception {
                server.stop();
            }

            @Override
            public void restart() throws Exception {
                server.restart();
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        };
    }

    /** Starts a server with the tree of that name, and the agents up. */
    static RecordedNsdb of(String name) throws Exception {
        RecordedNsdb nsdb = empty();
        nsdb.load("", name);
        return nsdb;
    }

    /** The tree of that name, as it was. */
    static List<Node> nodes(String name) {
        String resource = "/midonet-real/" + name + ".nsdb.jsonl.gz";
        try (InputStream file = Objects.requireNonNull(RecordedNsdb.class.getResourceAsStream(resource), resource);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines().map(RecordedNsdb::node).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Node node(String line) {
        try {
            JsonNode json = new ObjectMapper().readTree(line);
            Buffer data = json.has("base64")
                    ? Buffer.buffer(
                            Base64.getDecoder().decode(json.get("base64").asText()))
                    : Buffer.buffer(json.path("text").asText(""));
            return new Node(
                    json.get("path").asText(), data, json.get("ephemeral").asBoolean());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Where it listens. */
    public String address() {
        return server.address();
    }

    /** Puts a tree below a path, which is made if need be, and brings its agents up. */
    void load(String below, String name) throws Exception {
        if (!below.isEmpty()) {
            put(below, "");
        }
        List<Op> persistent = new ArrayList<>();
        for (Node node : nodes(name)) {
            Node placed = new Node(below + node.path(), node.data(), node.ephemeral());
            if (node.ephemeral()) {
                agents.computeIfAbsent(node.path().split("/", -1)[5], host -> new ArrayList<>())
                        .add(placed);
            } else {
                persistent.add(placed.create());
            }
        }
        for (int from = 0; from < persistent.size(); from += NODES_AT_ONCE) {
            cluster.multi(persistent.subList(from, Math.min(from + NODES_AT_ONCE, persistent.size())));
        }
        for (String host : agents.keySet()) {
            agentComes(host);
        }
    }

    /** The hosts that have an agent in the tree. */
    List<String> hosts() {
        return List.copyOf(agents.keySet());
    }

    /** Begins a session of the agent, with all that it told. */
    void agentComes(String host) throws Exception {
        ZooKeeper session = session();
        sessions.put(host, session);
        for (Node node : agents.getOrDefault(host, List.of())) {
            session.multi(List.of(node.create()));
        }
    }

    /** Ends the session of the agent, and with it all that it told. */
    void agentGoes(String host) throws Exception {
        ZooKeeper session = Objects.requireNonNull(sessions.remove(host), host);
        await().atMost(PATIENCE).until(() -> session.getState().isConnected()); // Else the server would not hear of it.
        session.close();
    }

    void put(String path, String data) throws Exception {
        cluster.multi(List.of(new Node(path, Buffer.buffer(data), false).create()));
    }

    /** Every node below the root that is bound to a session: its data by its path. */
    NavigableMap<String, String> ephemeral(String root) throws Exception {
        NavigableMap<String, String> found = new TreeMap<>();
        for (String path : ZKUtil.listSubTreeBFS(cluster, root)) {
            Stat stat = new Stat();
            byte[] data = cluster.getData(path, false, stat);
            if (stat.getEphemeralOwner() != 0) {
                found.put(path, new String(data, StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    /** The session that a node is bound to; 0 if there is none, or no such node. */
    long owner(String path) throws Exception {
        Stat stat = cluster.exists(path, false);
        return stat == null ? 0 : stat.getEphemeralOwner();
    }

    /** All of it, or nothing. */
    void transaction(List<Op> operations) throws Exception {
        cluster.multi(operations);
    }

    static Op creation(String path) {
        return new Node(path, Buffer.buffer(), false).create();
    }

    static Op deletion(String path) {
        return Op.delete(path, -1);
    }

    /** Stops the server; what it knows it keeps. */
    public void stop() throws Exception {
        server.stop();
    }

    /** Starts it again at the same address; sessions live on. */
    public void restart() throws Exception {
        server.restart();
    }

    @Override
    public void close() throws IOException {
        try {
            for (ZooKeeper session : sessions.values()) {
                session.close(0);
            }
            cluster.close(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    private ZooKeeper session() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper session = new ZooKeeper(server.address(), SESSION_MILLIS, event -> connected.countDown());
        if (!connected.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no session at " + server.address());
        }
        return session;
    }
}
