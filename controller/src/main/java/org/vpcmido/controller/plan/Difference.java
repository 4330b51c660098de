// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;

/** What differs between desired and actual, and what must therefore be made, changed and deleted; without any order. */
final class Difference {
    final Desired desired;
    final Topology actual;
    final NavigableMap<Key, Change.Create> creations = new TreeMap<>();
    final NavigableMap<Key, Change.Update> updates = new TreeMap<>();
    /** All that goes, whether written or implied. */
    final NavigableMap<Key, Change.Delete> deletions = new TreeMap<>();

    final NavigableMap<Key, Arrangement> arrangements = new TreeMap<>();
    final Map<Key, RuleOrder> orders = new HashMap<>();
    final List<ChangePlan.Kept> kept = new ArrayList<>();
    int unchanged;

    private final Causes causes;
    private final Set<Key> replaced = new TreeSet<>();

    private Difference(Desired desired, Topology actual) {
        this.desired = desired;
        this.actual = actual;
        this.causes = new Causes(desired.causes());
    }

    static Difference between(Desired desired, Topology actual) {
        Difference difference = new Difference(desired, actual);
        difference.compareResources();
        difference.compareChains();
        difference.findSurplus();
        difference.findStaleEntries();
        difference.replaced.forEach(difference::recreateWithChildren);
        Retention.of(difference).forEach(difference::retain);
        return difference;
    }

    private void compareResources() {
        for (Resource wish : desired.topology().resources()) {
            if (wish instanceof Rule || !Ownership.isPlanned(wish)) {
                continue;
            }
            Resource present = actual.find(wish.key()).orElse(null);
            if (present == null) {
                create(wish, causes.of(wish.key()));
            } else {
                compare(wish, present);
            }
        }
    }

    private void compare(Resource wish, Resource present) {
        Optional<Resource> merged = Comparison.onto(withForeignSessions(wish, present), present);
        if (merged.filter(present::equals).isPresent() || desired.holds().covers(present)) {
            unchanged++;
        } else if (merged.isPresent()) {
            Resource after = merged.get();
            String because = causes.of(wish.key()) + "; " + Fields.differences(present, after);
            updates.put(wish.key(), new Change.Update(present, after, because));
        } else if (isReplaceable(present)) {
            replaced.add(wish.key());
            String because = "cannot be changed in place; " + Fields.differences(present, wish);
            deletions.put(wish.key(), new Change.Delete(present, because));
            create(wish, causes.of(wish.key()) + "; " + because);
        } else {
            unchanged++;
            kept.add(new ChangePlan.Kept(present, "cannot be changed in place, and what is not ours hangs on it"));
        }
    }

    /** A router keeps its AS number while nobody asks for another and BGP sessions that are not ours need it. */
    private Resource withForeignSessions(Resource wish, Resource present) {
        boolean foreign = actual.referringTo(present.key(), BgpPeer.class)
                .anyMatch(peer -> peer.key().isObserved());
        if (foreign && wish instanceof Router router && router.asNumber() == 0 && present instanceof Router was) {
            return new Router(
                    router.key(),
                    router.tenantId(),
                    router.name(),
                    router.adminStateUp(),
                    router.inboundFilter(),
                    router.outboundFilter(),
                    was.asNumber());
        }
        return wish;
    }

    /** Whether all that MidoNet would delete along with it can be made again. */
    private boolean isReplaceable(Resource present) {
        return actual.referringTo(present.key())
                .filter(child -> Cascade.goesWith(child).contains(present.key()))
                .filter(Ownership::isPlanned)
                .allMatch(child -> !child.key().isObserved() && !desired.holds().covers(child) && isReplaceable(child));
    }

    private void recreateWithChildren(Key key) {
        for (Resource child : actual.referringTo(key).toList()) {
            if (!Cascade.goesWith(child).contains(key) || !Ownership.isPlanned(child)) {
                continue;
            }
            boolean goes = deletions.containsKey(child.key());
            if (!goes) {
                deletions.put(child.key(), new Change.Delete(child, "goes with " + key));
                boolean wasToStay = desired.topology().contains(child.key()) && updates.remove(child.key()) == null;
                unchanged -= wasToStay ? 1 : 0;
                desired.topology()
                        .find(child.key())
                        .ifPresent(wish -> create(wish, causes.of(child.key()) + "; went with " + key));
                recreateWithChildren(child.key());
            }
        }
    }

    private void create(Resource wish, String because) {
        creations.put(wish.key(), new Change.Create(wish, because));
    }

    private void compareChains() {
        Map<Key, List<Rule>> wanted = rulesByChain(desired.topology());
        Map<Key, List<Rule>> present = rulesByChain(actual);
        TreeSet<Key> chains = new TreeSet<>(wanted.keySet());
        present.keySet().stream().filter(desired.topology()::contains).forEach(chains::add);
        for (Key chain : chains) {
            compareChain(chain, wanted.getOrDefault(chain, List.of()), present.getOrDefault(chain, List.of()));
        }
    }

    private static Map<Key, List<Rule>> rulesByChain(Topology topology) {
        Map<Key, List<Rule>> chains = new HashMap<>();
        topology.all(Kind.RULE, Rule.class)
                .forEach(rule -> chains.computeIfAbsent(rule.chain(), none -> new ArrayList<>())
                        .add(rule));
        chains.values().forEach(rules -> rules.sort(Comparator.comparingInt(Rule::position)));
        return chains;
    }

    private void compareChain(Key chain, List<Rule> wanted, List<Rule> present) {
        if (isInOrder(wanted, present)) {
            unchanged += wanted.size();
            return;
        }
        Set<Key> untouchable = new HashSet<>();
        present.stream()
                .filter(rule -> !Ownership.claims(rule) || desired.holds().covers(rule))
                .forEach(rule -> untouchable.add(rule.key()));
        List<Rule> asked = wanted.stream()
                .filter(rule -> !untouchable.contains(rule.key()))
                .toList();
        unchanged += wanted.size() - asked.size();
        Arrangement arrangement = Arrangement.of(
                asked,
                present.stream()
                        .filter(rule -> !untouchable.contains(rule.key()))
                        .toList(),
                desired.strata());
        unchanged += arrangement.kept();
        if (arrangement.added().isEmpty() && arrangement.removed().isEmpty()) {
            return;
        }
        arrangements.put(chain, arrangement);
        orders.put(chain, new RuleOrder(present.stream().map(Rule::key).toList(), arrangement.order()));
        arrangement.added().forEach(rule -> create(rule, ruleCause(arrangement, rule)));
        Set<Key> moving = Set.copyOf(arrangement.copies().values());
        arrangement
                .removed()
                .forEach(rule -> deletions.put(
                        rule.key(),
                        new Change.Delete(
                                rule,
                                moving.contains(rule.key()) ? "stands elsewhere now" : causes.ofRemoval(rule.key()))));
    }

    private String ruleCause(Arrangement arrangement, Rule rule) {
        String cause = causes.of(rule.contentKey(1));
        return arrangement.copies().containsKey(rule.key()) ? cause + "; stands at another place in its chain" : cause;
    }

    private boolean isInOrder(List<Rule> wanted, List<Rule> present) {
        if (wanted.size() != present.size()) {
            return false;
        }
        boolean sameSequence = true;
        for (int index = 0; index < wanted.size() && sameSequence; index++) {
            sameSequence = wanted.get(index).key().equals(present.get(index).key());
        }
        return sameSequence;
    }

    private void findSurplus() {
        for (Resource present : actual.resources()) {
            Key key = present.key();
            if (Ownership.claims(present)
                    && !Ownership.isTableEntry(present)
                    && !desired.topology().contains(key)
                    && !deletions.containsKey(key)
                    && !isArranged(present)
                    && !desired.holds().covers(present)) {
                deletions.put(key, new Change.Delete(present, causes.ofRemoval(key)));
            }
        }
    }

    /** Rules of a wanted chain have been looked at with their chain. */
    private boolean isArranged(Resource present) {
        return present instanceof Rule rule && desired.topology().contains(rule.chain());
    }

    private void findStaleEntries() {
        Set<Key> gone = Set.copyOf(deletions.keySet());
        StaleEntries stale =
                new StaleEntries(desired.topology(), actual, key -> gone.contains(key) && !replaced.contains(key));
        for (Resource present : actual.resources()) {
            if (!Ownership.isTableEntry(present)
                    || !Ownership.claims(present)
                    || desired.topology().contains(present.key())
                    || desired.holds().covers(present)) {
                continue;
            }
            boolean withItsBridge = Cascade.goesWith(present).stream().anyMatch(gone::contains);
            Optional<String> reason = withItsBridge ? Optional.of("goes with its bridge") : stale.reason(present);
            reason.ifPresent(because -> deletions.put(present.key(), new Change.Delete(present, because)));
        }
    }

    private void retain(Key key, String because) {
        Change.Delete spared = deletions.remove(key);
        if (spared != null) {
            kept.add(new ChangePlan.Kept(spared.subject(), because));
        }
    }
}
