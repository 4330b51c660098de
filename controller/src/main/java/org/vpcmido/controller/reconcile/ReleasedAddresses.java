// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.apply.Outcome.Status;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;

/**
 * Deletions by which a public address is released. Once a version is acknowledged the cloud hands released addresses out
 * again (gni.md 4.2), so none of these may be outstanding then.
 */
final class ReleasedAddresses {
    private ReleasedAddresses() {}

    /** Outcomes of such deletions that did not succeed. */
    static List<Outcome> outstanding(ChangePlan plan, List<Outcome> outcomes) {
        Set<Key> owners = ownersOfImplied(plan);
        return outcomes.stream()
                .filter(outcome -> outcome.status() != Status.APPLIED)
                .filter(outcome -> outcome.change().action() == Change.Action.DELETE)
                .filter(outcome -> translates(outcome.change().subject())
                        || owners.contains(outcome.change().key()))
                .toList();
    }

    /** What goes with an owner is not deleted itself: all that is above it, up to the deletion that is written. */
    private static Set<Key> ownersOfImplied(ChangePlan plan) {
        Map<Key, Resource> implied = new HashMap<>();
        plan.implied().forEach(resource -> implied.put(resource.key(), resource));
        Set<Key> owners = new HashSet<>();
        plan.implied().stream().filter(ReleasedAddresses::translates).forEach(resource -> {
            Optional<Key> owner = resource.owner();
            while (owner.isPresent() && owners.add(owner.get())) {
                owner = Optional.ofNullable(implied.get(owner.get())).flatMap(Resource::owner);
            }
        });
        return owners;
    }

    private static boolean translates(Resource resource) {
        if (resource instanceof Rule rule) {
            return rule.action() instanceof RuleAction.Nat || rule.action() instanceof RuleAction.ReverseNat;
        }
        return resource instanceof Route route && route.router().equals(Keys.EDGE_ROUTER);
    }
}
