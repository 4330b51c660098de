// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.ZooKeeper;

/** An instance that stands for election, with a clock of its own that can be made to jump. */
final class Contender {
    static final Duration SESSION = Duration.ofSeconds(1);
    static final Duration REQUEST = Duration.ofMillis(150);

    private final String zookeeper;
    private final CuratorFramework client;
    private final AtomicLong skippedNanos = new AtomicLong();
    private final CuratorLeadership leadership;
    private final List<Standing> standings = new CopyOnWriteArrayList<>();

    private Contender(String zookeeper, String name) {
        LeaderConfig config = new LeaderConfig(zookeeper, LeaderConfig.ROOT_DEFAULT, name, SESSION, REQUEST);
        this.zookeeper = zookeeper;
        this.client = CuratorLeadership.client(config);
        this.leadership = CuratorLeadership.join(config, client, this::nanoTime);
        leadership.addListener(status -> standings.add(status.standing()));
    }

    static Contender join(String zookeeper, String name) {
        return new Contender(zookeeper, name);
    }

    CuratorLeadership leadership() {
        return leadership;
    }

    boolean leads() {
        return leadership.isHeld();
    }

    Standing standing() {
        return leadership.status().standing();
    }

    List<Standing> standings() {
        return standings;
    }

    long nanoTime() {
        return System.nanoTime() + skippedNanos.get();
    }

    /** As after a pause of the whole process: time has passed, and nothing has run. */
    void skip(Duration duration) {
        skippedNanos.addAndGet(duration.toNanos());
    }

    /** Ends the session on the server, by a second connection that takes it over and closes it. */
    void expire() throws Exception {
        ZooKeeper ours = client.getZookeeperClient().getZooKeeper();
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper twin = new ZooKeeper(
                zookeeper,
                (int) SESSION.toMillis(),
                event -> connected.countDown(),
                ours.getSessionId(),
                ours.getSessionPasswd());
        if (!connected.await(30, TimeUnit.SECONDS)) { // Closed before, it would leave the session alone.
            throw new IllegalStateException("no second connection for the session");
        }
        twin.close();
    }

    /** As somebody who tidies up by hand: takes the first place in line away. */
    void deleteFirstPlace() throws Exception {
        String line = LeaderConfig.ROOT_DEFAULT + "/leader";
        String first = PlaceInLine.first(client.getChildren().forPath(line)).orElseThrow();
        client.delete().forPath(line + "/" + first);
    }

    void leave() throws Exception {
        leadership.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
