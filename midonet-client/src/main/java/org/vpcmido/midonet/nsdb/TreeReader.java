// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher;

/**
 * One reading of the tree, and what follows it node by node; a new connection begins another. Confined to one thread.
 *
 * <p>Each node is read by its children alone, with a watch that fires when they change or the node goes. A child that is
 * gone by the time it is read was taken from its parent meanwhile, whose watch brings it back if it comes again: so no
 * watch has to wait for a node that may never come.
 */
final class TreeReader {
    private static final int READS_IN_FLIGHT_MAX = 256;

    /** Who began the reading. */
    interface Progress {
        /** The tree has been read whole, or has changed since. */
        void read(TreeReader reader);

        /** The reading ended, with what it had not read. */
        void failed(TreeReader reader, String reason);
    }

    private final CuratorFramework client;
    private final Executor thread;
    private final Watcher watcher;
    private final StateTree tree;
    private final Progress progress;
    private final Set<String> waiting = new LinkedHashSet<>();
    private int inFlight;
    private boolean whole;
    private boolean ended;

    TreeReader(CuratorFramework client, Executor thread, Watcher watcher, StateTree tree, Progress progress) {
        this.client = client;
        this.thread = thread;
        this.watcher = watcher;
        this.tree = tree;
        this.progress = progress;
    }

    /** Reads a node, and whatever is found below it. */
    void look(String path) {
        if (!ended && tree.expects(path)) {
            waiting.add(path);
            pump();
        }
    }

    void begin() {
        look(tree.root());
    }

    /** Whatever is still under way comes to nothing. */
    void end() {
        ended = true;
    }

    NsdbView.Known view() {
        return tree.view();
    }

    private void pump() {
        Iterator<String> next = waiting.iterator();
        while (next.hasNext() && inFlight < READS_IN_FLIGHT_MAX) {
            String path = next.next();
            next.remove();
            inFlight++;
            read(path);
        }
    }

    private void read(String path) {
        Declared.call(() -> client.getChildren()
                .usingWatcher(watcher)
                .inBackground((source, event) -> answered(path, event), thread)
                .forPath(path));
    }

    private void answered(String path, CuratorEvent event) {
        inFlight--;
        if (ended) {
            return;
        }
        Code code = Code.get(event.getResultCode());
        if (code == Code.OK && tree.expects(path)) {
            waiting.addAll(tree.read(path, event.getChildren()));
        } else if (code == Code.NONODE && !path.equals(tree.root())) {
            tree.gone(path);
        } else if (code != Code.OK) {
            end();
            progress.failed(this, code == Code.NONODE ? "there is no " + path : "reading " + path + " failed: " + code);
            return;
        }
        pump();
        whole = whole || inFlight == 0;
        if (whole) {
            progress.read(this);
        }
    }
}
