// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;

/** What passes from one owner to another in a plan; there the old goes before the new comes ({@link Claim}). */
final class Handovers {
    /** What goes and what comes of one subject. */
    private static final class Subject {
        final List<Claim> goneClaims = new ArrayList<>();
        final List<Claim> comeClaims = new ArrayList<>();
        final Map<Key, Resource> gone = new TreeMap<>();
        final Map<Key, Resource> come = new TreeMap<>();
    }

    private final Map<String, Subject> subjects = new TreeMap<>();
    private final Set<String> handedOver = new TreeSet<>();
    private final Set<Key> vacating = new TreeSet<>();

    Handovers(Difference difference) {
        for (Change.Create creation : difference.creations.values()) {
            for (Claim claim : Claim.of(creation.subject())) {
                subject(claim).comeClaims.add(claim);
                subject(claim).come.put(creation.key(), creation.subject());
            }
        }
        for (Change.Delete deletion : difference.deletions.values()) {
            for (Claim claim : Claim.of(deletion.subject())) {
                subject(claim).goneClaims.add(claim);
                subject(claim).gone.put(deletion.key(), deletion.subject());
            }
        }
        subjects.forEach((name, subject) -> {
            if (Claim.collide(subject.goneClaims, subject.comeClaims)) {
                handedOver.add(name);
                vacating.addAll(subject.gone.keySet());
            }
        });
    }

    private Subject subject(Claim claim) {
        return subject(claim.subject());
    }

    private Subject subject(String name) {
        return subjects.computeIfAbsent(name, none -> new Subject());
    }

    /** Whether a resource goes to make room for another, and therefore goes early, by a write of its own. */
    boolean vacates(Key key) {
        return vacating.contains(key);
    }

    /** Whether a resource comes in the place of another owner's. */
    boolean passesOn(Resource coming) {
        return Claim.of(coming).stream().map(Claim::subject).anyMatch(handedOver::contains);
    }

    void order(Written written) {
        subjects.forEach((name, subject) -> {
            if (handedOver.contains(name)) {
                order(name, subject, written);
            } else if (subject.gone.isEmpty()) {
                routeLast(subject, written);
            } else if (subject.come.isEmpty()) {
                routeFirst(subject, written);
            }
        });
    }

    private static void order(String name, Subject subject, Written written) {
        ChangeGraph graph = written.graph;
        int free = graph.gate(new Key(name));
        subject.gone.keySet().forEach(key -> written.ownDeletion(key).ifPresent(node -> graph.standsOn(free, node)));
        subject.come.keySet().forEach(key -> written.creation(key).ifPresent(node -> graph.standsOn(node, free)));
        routeLast(subject, written);
    }

    /**
     * What is handed over is nobody's for a short time only: the old owner gives it up when nothing else keeps the new
     * one from taking it. Call it when all other orders are known.
     */
    void shortenGaps(Written written) {
        ChangeGraph graph = written.graph;
        Map<Integer, Integer> departures = new TreeMap<>();
        handedOver.forEach(name -> {
            Subject subject = subject(name);
            int departure = graph.gate(new Key(name));
            subject.gone
                    .keySet()
                    .forEach(key -> written.ownDeletion(key).ifPresent(node -> graph.follows(node, departure)));
            subject.come
                    .keySet()
                    .forEach(key -> written.creation(key).ifPresent(node -> departures.put(node, departure)));
        });
        graph.wishAlike(departures);
        graph.grantWishes();
    }

    /** A public address is translated before it is routed ... */
    private static void routeLast(Subject subject, Written written) {
        subject.come.values().stream()
                .filter(Route.class::isInstance)
                .forEach(route -> others(subject.come)
                        .forEach(rule -> written.creation(route.key())
                                .ifPresent(later -> written.creation(rule)
                                        .ifPresent(first -> written.graph.follows(later, first)))));
    }

    /** ... and no longer routed before it is no longer translated. */
    private static void routeFirst(Subject subject, Written written) {
        subject.gone.values().stream()
                .filter(Route.class::isInstance)
                .forEach(route -> others(subject.gone)
                        .forEach(rule -> written.ownDeletion(rule)
                                .ifPresent(later -> written.ownDeletion(route.key())
                                        .ifPresent(first -> written.graph.follows(later, first)))));
    }

    private static List<Key> others(Map<Key, Resource> resources) {
        Predicate<Resource> isRoute = Route.class::isInstance;
        return resources.values().stream()
                .filter(isRoute.negate())
                .map(Resource::key)
                .toList();
    }
}
