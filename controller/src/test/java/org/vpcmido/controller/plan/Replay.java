// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Rule;

/** Applies plans to a {@link ReplayedMidonet}, in any order that a plan allows. */
final class Replay {
    private final ReplayedMidonet midonet;
    private final Random random;
    private final double failureShare;

    /** Told of each write that took effect. */
    private Consumer<Change> afterWrite = change -> {};

    Replay(ReplayedMidonet midonet, Random random, double failureShare) {
        this.midonet = midonet;
        this.random = random;
        this.failureShare = failureShare;
    }

    Replay watching(Consumer<Change> watcher) {
        this.afterWrite = watcher;
        return this;
    }

    /** Interleaves the lanes of each wave at random; a change that fails does so before or after it took effect. */
    void apply(ChangePlan plan) {
        Footing.Collapse collapse = plan.footing().collapse();
        plan.impossible().forEach(each -> collapse.failed(each.change()));
        Map<Key, ChainImage> images = new HashMap<>();
        plan.orders().forEach((chain, order) -> images.put(chain, new ChainImage(order)));
        for (List<Change> wave : plan.waves()) {
            Map<Key, List<Change>> lanes = new LinkedHashMap<>();
            wave.forEach(change -> lanes.computeIfAbsent(change.lane(), none -> new ArrayList<>())
                    .add(change));
            List<List<Change>> open = new ArrayList<>(lanes.values());
            while (!open.isEmpty()) {
                List<Change> lane = open.get(random.nextInt(open.size()));
                Change change = lane.remove(0);
                if (lane.isEmpty()) {
                    open.remove(lane);
                }
                if (!collapse.hasFallen(change)) {
                    write(change, collapse, images);
                }
            }
        }
    }

    private void write(Change change, Footing.Collapse collapse, Map<Key, ChainImage> images) {
        if (random.nextDouble() >= failureShare) {
            perform(change, images);
            return;
        }
        collapse.failed(change);
        if (random.nextBoolean()) {
            perform(change, images);
        }
    }

    private void perform(Change change, Map<Key, ChainImage> images) {
        change.match(
                create -> {
                    if (create.subject() instanceof Rule rule) {
                        ChainImage image = requireNonNull(images.get(rule.chain()));
                        int position = image.position(rule.key());
                        midonet.create(rule, position);
                        image.inserted(rule.key(), position);
                    } else {
                        midonet.create(create.subject());
                    }
                    return true;
                },
                update -> {
                    midonet.update(update.subject());
                    return true;
                },
                delete -> {
                    midonet.delete(delete.subject());
                    if (delete.subject() instanceof Rule rule && images.containsKey(rule.chain())) {
                        requireNonNull(images.get(rule.chain())).removed(rule.key());
                    }
                    return true;
                });
        afterWrite.accept(change);
    }

    /** The keys of a plan's changes. */
    static Set<Key> keys(ChangePlan plan) {
        Set<Key> keys = new HashSet<>();
        plan.changes().forEach(change -> keys.add(change.key()));
        return keys;
    }
}
