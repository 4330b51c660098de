// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BgpNetwork;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;

/**
 * Recognises what is named by its content, once everything that the content can name has its key. Of equal siblings
 * the first in the chain, or the one with the lowest id, is number one.
 */
final class Contents {
    private final Recognition recognition;
    private final Topology observed;

    private Contents(Recognition recognition) {
        this.recognition = recognition;
        this.observed = recognition.observed();
    }

    /**
     * Claims every rule of our chains, so that what does not belong there goes; the routes that {@code routes} takes
     * for ours, and those that have the id that we would give; and networks announced, if {@code announces}.
     */
    static void recognise(Recognition recognition, Predicate<Route> routes, boolean announces) {
        Contents contents = new Contents(recognition);
        contents.claim(
                Kind.RULE,
                Rule.class,
                rule -> recognition.isClaimed(rule.chain()),
                Comparator.comparing(Rule::position));
        contents.claim(
                Kind.ROUTE,
                Route.class,
                route -> routes.test(route) || contents.isComputed(route, Route.class),
                Comparator.comparing(Route::key));
        contents.claim(
                Kind.BGP_NETWORK,
                BgpNetwork.class,
                network -> recognition.name(network.router()).equals(Keys.EDGE_ROUTER)
                        && (announces || contents.isComputed(network, BgpNetwork.class)),
                Comparator.comparing(BgpNetwork::key));
    }

    private <R extends Resource & ContentAddressed<R>> void claim(
            Kind kind, Class<R> type, Predicate<R> isOurs, Comparator<R> order) {
        Map<Key, List<R>> siblings = new TreeMap<>();
        observed.all(kind, type)
                .filter(isOurs)
                .forEach(each -> siblings.computeIfAbsent(each.parent(), none -> new ArrayList<>())
                        .add(each));
        for (List<R> each : siblings.values()) {
            List<R> sorted = each.stream().sorted(order).toList();
            List<R> keyed = ContentAddressed.keyed(
                    sorted.stream().map(one -> renamed(one, type)).toList());
            for (int i = 0; i < keyed.size(); i++) {
                recognition.claim(sorted.get(i).key(), keyed.get(i).key());
            }
        }
    }

    private <R extends Resource & ContentAddressed<R>> boolean isComputed(R resource, Class<R> type) {
        return recognition.isClaimed(resource.parent())
                && Recognition.mayBeComputed(resource.key())
                && Recognition.isComputed(
                        resource.key(), renamed(resource, type).contentKey(1));
    }

    private <R extends Resource> R renamed(R resource, Class<R> type) {
        return type.cast(resource.rekey(recognition::name));
    }
}
