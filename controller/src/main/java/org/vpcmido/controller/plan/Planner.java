// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Topology;

/** From two topologies to the writes that turn one into the other; pure: equal input, equal plan. */
public final class Planner {
    private static final Key VPCS = new Key("vpc");

    private Planner() {}

    /**
     * Plans.
     *
     * @param desired what is asked for
     * @param actual what MidoNet has; adopted, so that what is ours goes by logical keys
     * @throws IllegalArgumentException if {@code desired} contradicts itself
     * @throws IllegalStateException if changes wait for each other; the message names their keys
     */
    public static ChangePlan plan(Desired desired, Topology actual) {
        Difference difference = Difference.between(desired, actual);
        Handovers handovers = new Handovers(difference);
        Written written = new Written(difference, handovers::vacates);
        Ordering.order(difference, handovers, written);
        return new ChangePlan(
                written.graph.waves(),
                difference.unchanged,
                written.implied,
                difference.kept,
                impossible(difference),
                difference.orders,
                losses(difference),
                written.graph.footing());
    }

    /** A reference to nothing would be refused, or, from a rule to a group, make the whole chain unloadable. */
    private static List<ChangePlan.Impossible> impossible(Difference difference) {
        List<ChangePlan.Impossible> impossible = new ArrayList<>();
        Stream.concat(difference.creations.values().stream(), difference.updates.values().stream())
                .forEach(change -> change.subject().references().stream()
                        .filter(reference -> !isThere(difference, reference))
                        .sorted()
                        .findFirst()
                        .ifPresent(reference -> impossible.add(new ChangePlan.Impossible(
                                change, "refers to " + reference + ", which does not exist"))));
        return impossible;
    }

    private static boolean isThere(Difference difference, Key reference) {
        boolean stays = difference.actual.contains(reference) && !difference.deletions.containsKey(reference);
        return stays || difference.creations.containsKey(reference);
    }

    private static ChangePlan.Losses losses(Difference difference) {
        int lost = 0;
        Map<Key, Integer> replacements = new HashMap<>();
        for (Change.Create creation : difference.creations.values()) {
            if (creation.subject() instanceof ContentAddressed<?> each) {
                replacements.merge(each.parent().child(creation.subject().kind().jsonName()), 1, Integer::sum);
            }
        }
        for (Change.Delete deletion : difference.deletions.values()) {
            boolean replaced = difference.creations.containsKey(deletion.key());
            if (!replaced && deletion.subject() instanceof ContentAddressed<?> each) {
                Key pool = each.parent().child(deletion.subject().kind().jsonName());
                replaced = replacements.merge(pool, -1, Integer::sum) >= 0;
            }
            lost += replaced ? 0 : 1;
        }
        int owned = (int)
                difference.actual.resources().stream().filter(Ownership::claims).count();
        return new ChangePlan.Losses(lost, owned, isEmptied(difference));
    }

    private static boolean isEmptied(Difference difference) {
        boolean hadVpcs = difference.actual.resources().stream().anyMatch(Planner::servesVpc);
        return hadVpcs
                && difference.desired.topology().resources().stream().noneMatch(Planner::servesVpc)
                && difference.actual.resources().stream()
                        .filter(Planner::servesVpc)
                        .map(Resource::key)
                        .anyMatch(difference.deletions::containsKey);
    }

    private static boolean servesVpc(Resource resource) {
        return resource.key().isWithin(VPCS);
    }
}
