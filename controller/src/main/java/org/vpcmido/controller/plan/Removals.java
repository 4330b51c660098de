// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;

/**
 * The part of a plan that takes something away: deletions, and updates that let go of what is deleted. A plan that the
 * guard holds is applied without it, and what stands on it waits as well ({@link Footing}).
 */
public final class Removals {
    private static final int FINGERPRINT_BYTES = 6;

    private final ChangePlan plan;
    private final Set<Key> gone;

    private Removals(ChangePlan plan) {
        this.plan = plan;
        this.gone = Stream.concat(
                        plan.changes()
                                .filter(change -> change.action() == Change.Action.DELETE)
                                .map(Change::key),
                        plan.implied().stream().map(Resource::key))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Removals of(ChangePlan plan) {
        return new Removals(plan);
    }

    /** Whether a change of the plan takes something away. */
    public boolean contains(Change change) {
        return change.match(create -> false, this::letsGo, delete -> true);
    }

    private boolean letsGo(Change.Update update) {
        Set<Key> kept = update.subject().references();
        Set<Key> dropped = update.was().references().stream()
                .filter(reference -> !kept.contains(reference))
                .collect(Collectors.toUnmodifiableSet());
        return !Collections.disjoint(dropped, gone);
    }

    /** Without positions, which additions to the same chain move. */
    private static String describe(Change change) {
        Map<String, Object> fields = Fields.of(change.subject());
        fields.remove("position");
        return change.action().jsonName() + " " + change.key() + " " + fields + "\n";
    }

    /** How many changes take something away. */
    public int size() {
        return (int) plan.changes().filter(this::contains).count();
    }

    /** A line for each, sorted. */
    public SortedSet<String> names() {
        return plan.changes()
                .filter(this::contains)
                .map(Removals::describe)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As {@link #names}, and a line for each resource that goes along. */
    public SortedSet<String> withImplied() {
        SortedSet<String> all = names();
        plan.implied().forEach(resource -> all.add(describe(new Change.Delete(resource, ""))));
        return all;
    }

    /** A name for exactly these removals, by which an operator approves them: 12 hexadecimal digits. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            names().forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
