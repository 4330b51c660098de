// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;

/**
 * What to write, in waves. All changes of a wave may be written side by side, except that those of one
 * {@linkplain Change#lane lane} are written in the order of the wave; a wave begins when the one before has ended.
 *
 * @param waves never empty ones; the first wave is number 1
 * @param unchanged how many resources are there as asked for
 * @param implied what MidoNet deletes together with its owner, so that nobody needs to
 * @param kept what nobody asks for, but what is held or used by something that stays, and therefore stays
 * @param impossible changes that cannot be written, and why; all that stands on them cannot be written either
 * @param orders the rules of each chain in which rules are made or deleted
 * @param losses how much of what is ours would be gone
 * @param footing what stands on what
 */
public record ChangePlan(
        List<List<Change>> waves,
        int unchanged,
        List<Resource> implied,
        List<Kept> kept,
        List<Impossible> impossible,
        Map<Key, RuleOrder> orders,
        Losses losses,
        Footing footing) {
    public ChangePlan {
        waves = waves.stream().map(List::copyOf).toList();
        implied = List.copyOf(implied);
        kept = List.copyOf(kept);
        impossible = List.copyOf(impossible);
        orders = Map.copyOf(orders);
        requireNonNull(losses, "losses");
        requireNonNull(footing, "footing");
    }

    /** A resource that stays although nobody asks for it. */
    public record Kept(Resource resource, String because) {}

    /** A change that cannot be written. */
    public record Impossible(Change change, String because) {}

    /**
     * How much a plan takes away.
     *
     * @param lost resources that are deleted and not replaced
     * @param owned resources that are there and ours
     * @param emptied whether there were VPCs and none is left
     */
    public record Losses(int lost, int owned, boolean emptied) {}

    /** How many changes of each kind there are. */
    public record Summary(int create, int update, int delete, int unchanged) {}

    /** All changes, wave by wave. */
    public Stream<Change> changes() {
        return waves.stream().flatMap(List::stream);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return waves.isEmpty();
    }

    public Summary summary() {
        return new Summary(
                count(Change.Action.CREATE), count(Change.Action.UPDATE), count(Change.Action.DELETE), unchanged);
    }

    private int count(Change.Action action) {
        return (int) changes().filter(change -> change.action() == action).count();
    }
}
