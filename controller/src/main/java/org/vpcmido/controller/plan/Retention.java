// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;

/**
 * What nobody asks for and must stay all the same, because something that stays uses it: MidoNet would delete the user
 * along with it, or leave it with a reference to nothing. What stays is held by the cloud's reader, or not ours, such as
 * a port that somebody else put on one of our bridges.
 */
final class Retention {
    private final Difference difference;
    private final Map<Key, String> reasons = new TreeMap<>();
    private final Deque<Key> open = new ArrayDeque<>();

    private Retention(Difference difference) {
        this.difference = difference;
    }

    /** The keys of what stays, with the reason. */
    static Map<Key, String> of(Difference difference) {
        Retention retention = new Retention(difference);
        if (!difference.deletions.isEmpty()) {
            retention.spread();
        }
        return retention.reasons;
    }

    private void spread() {
        for (Resource present : difference.actual.resources()) {
            if (!difference.deletions.containsKey(present.key()) && keepsOthers(present)) {
                retainReferences(afterwards(present));
            }
        }
        difference.creations.values().forEach(creation -> retainReferences(creation.subject()));
        while (!open.isEmpty()) {
            Key key = open.remove();
            difference.actual.find(key).ifPresent(resource -> {
                retainReferences(resource);
                retainCompany(resource);
            });
        }
    }

    private Resource afterwards(Resource present) {
        return Optional.ofNullable(difference.updates.get(present.key()))
                .map(Change::subject)
                .orElse(present);
    }

    /** Wiring of others to what is ours ends with what is ours, and state comes and goes. */
    private boolean keepsOthers(Resource present) {
        if (!Ownership.isPlanned(present)) {
            return false;
        }
        boolean isWiring = present.kind() == Kind.PORT_LINK
                || present.kind() == Kind.HOST_INTERFACE_PORT
                || present.kind() == Kind.PORT_GROUP_PORT
                || Ownership.isTableEntry(present);
        return !isWiring
                || difference.desired.topology().contains(present.key())
                || difference.desired.holds().covers(present);
    }

    private void retainReferences(Resource user) {
        for (Key reference : user.references()) {
            if (difference.deletions.containsKey(reference) && !difference.creations.containsKey(reference)) {
                retain(reference, "used by " + user.key() + ", which stays");
            }
        }
    }

    /** A chain or group that stays keeps its rules or addresses: an emptied chain would let everything pass. */
    private void retainCompany(Resource resource) {
        Set<Key> lane = Set.of(resource.key());
        difference
                .actual
                .referringTo(resource.key())
                .filter(member -> lane.contains(member.lane()) && difference.deletions.containsKey(member.key()))
                .forEach(member -> retain(member.key(), "part of " + resource.key() + ", which stays"));
    }

    private void retain(Key key, String because) {
        if (reasons.putIfAbsent(key, because) == null) {
            open.add(key);
        }
    }
}
