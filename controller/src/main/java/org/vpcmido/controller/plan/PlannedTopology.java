// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;

/** What MidoNet has once a plan has been carried out whole. */
public final class PlannedTopology {
    private PlannedTopology() {}

    /**
     * The topology after a plan.
     *
     * @param present what the plan was made for
     */
    public static Topology after(Topology present, ChangePlan plan) {
        Map<Key, Resource> planned = new TreeMap<>();
        present.resources().forEach(each -> planned.put(each.key(), each));
        plan.implied().forEach(gone -> planned.remove(gone.key()));
        // A key can have two changes, the deletion first; what is implied may be made anew, too.
        plan.changes()
                .filter(change -> change.action() == Change.Action.DELETE)
                .forEach(change -> planned.remove(change.key()));
        plan.changes().forEach(change -> change.after().ifPresent(after -> planned.put(after.key(), after)));
        plan.orders().values().forEach(order -> arrange(order, planned));
        return Topology.of(planned.values()).withActivePorts(present.activePorts());
    }

    /** Rules that are held stay at the places that they have among those that are present. */
    private static void arrange(RuleOrder order, Map<Key, Resource> planned) {
        List<Key> places = new ArrayList<>(order.wanted());
        Set<Key> wanted = new HashSet<>(order.wanted());
        for (int place = 0; place < order.present().size(); place++) {
            Key key = order.present().get(place);
            if (!wanted.contains(key) && planned.containsKey(key)) {
                places.add(Math.min(place, places.size()), key);
            }
        }
        int position = 1;
        for (Key key : places) {
            if (planned.get(key) instanceof Rule rule) {
                planned.put(key, rule.at(position));
                position++;
            }
        }
    }
}
