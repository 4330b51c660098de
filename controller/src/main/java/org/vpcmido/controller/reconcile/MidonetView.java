// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.controller.apply.Outcome;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetException;
import org.vpcmido.midonet.client.Observation;
import org.vpcmido.midonet.client.Part;
import org.vpcmido.midonet.nsdb.NsdbView.Known;
import org.vpcmido.midonet.resource.Resource;

/**
 * What MidoNet holds, as it was read: all of it at first, later the parts that were or are to be written. It is made of
 * readings only; what a write should have brought about is never taken for granted. A plan is made from it, and what the
 * plan touches is read anew before anything is written. For one context.
 */
final class MidonetView {
    private final Vertx vertx;
    private final ReconcileSettings settings;
    private final Clock clock;
    private final Set<Part> doubts = new HashSet<>();
    private Optional<Sight> sight = Optional.empty();
    private boolean isDoubtful;
    private int timesForgotten;

    /**
     * What was read.
     *
     * @param observation the newest reading of each part
     * @param at when a part was read last
     * @param wholeAt when all was read
     * @param requests how many it took to read all
     */
    private record Sight(Observation observation, Instant at, Instant wholeAt, long requests) {
        Sight with(Observation newer, Instant now) {
            return new Sight(newer, now, wholeAt, requests);
        }
    }

    /**
     * What came of reading parts anew.
     *
     * @param now all as it is known now
     * @param isSame whether it is as before
     * @param isSameConfiguration whether it is so but for the ports that agents serve
     */
    private record Reading(Observation now, boolean isSame, boolean isSameConfiguration) {
        static Reading of(Observation before, Observation now) {
            List<Resource> then = List.copyOf(before.topology().resources());
            return new Reading(
                    now,
                    now.equals(before),
                    then.equals(List.copyOf(now.topology().resources())));
        }
    }

    /**
     * A plan of which all that it touches was just read.
     *
     * @param plan what to write
     * @param expected what was to be written until something turned out to be other than it was; empty if nothing did
     */
    record Look(PlanResult plan, Optional<PlanResult> expected) {}

    MidonetView(Vertx vertx, ReconcileSettings settings, Clock clock) {
        this.vertx = requireNonNull(vertx, "vertx");
        this.settings = requireNonNull(settings, "settings");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Somebody else may have written, or another MidoNet answers: all is read again before the next plan. */
    void forget() {
        timesForgotten++;
        sight = Optional.empty();
        doubts.clear();
        isDoubtful = false;
    }

    /** As {@link #forget}, but the view still serves for looking at. */
    void doubt() {
        isDoubtful = true;
    }

    /** When a part of MidoNet was read last. */
    Optional<Instant> at() {
        return sight.map(Sight::at);
    }

    /** When all of MidoNet was read last. */
    Optional<Instant> wholeAt() {
        return sight.map(Sight::wholeAt);
    }

    /**
     * Agents and ports are others than they were.
     *
     * @return whether that is a reason to look at MidoNet, and not only what was written becoming alive
     */
    boolean heard(Known agents) {
        if (sight.isEmpty() || isDoubtful) {
            return true;
        }
        Sight seen = sight.get();
        AgentNews news = AgentNews.of(agents, seen.observation().topology());
        isDoubtful = !news.areHostsKnown();
        doubts.addAll(news.unexplained());
        sight = Optional.of(seen.with(seen.observation().withActivePorts(news.active()), seen.at()));
        return isDoubtful || !doubts.isEmpty();
    }

    /**
     * Plans, and makes sure that all that the plan touches is as the plan takes it to be. Whatever is not leads to a
     * reading of all. Fails if MidoNet could not be read.
     *
     * @param all whether all is to be read in any case
     */
    Future<Look> look(CloudSnapshot cloud, MidonetClient midonet, boolean all) {
        if (all || isDoubtful || sight.isEmpty()) {
            return whole(cloud, midonet).map(plan -> new Look(plan, Optional.empty()));
        }
        Set<Part> doubted = Set.copyOf(doubts);
        if (doubted.isEmpty()) {
            return inPart(cloud, midonet);
        }
        return take(sight.get(), doubted, midonet)
                .compose(reading -> reading.isSameConfiguration()
                        ? inPart(cloud, midonet)
                        : whole(cloud, midonet).map(plan -> new Look(plan, Optional.empty())))
                .recover(failure -> wholeIfStale(failure, cloud, midonet, Optional.empty()));
    }

    private Future<Look> inPart(CloudSnapshot cloud, MidonetClient midonet) {
        if (sight.isEmpty()) {
            return whole(cloud, midonet).map(plan -> new Look(plan, Optional.empty()));
        }
        Sight before = sight.get();
        return plan(cloud, before.observation(), midonet).compose(expected -> {
            if (expected.plan().isEmpty()) {
                return Future.succeededFuture(new Look(expected, Optional.empty()));
            }
            Set<Part> touched = Touched.before(expected, before.observation().topology());
            if (touched.size() >= before.requests()) {
                return whole(cloud, midonet).map(plan -> new Look(plan, Optional.of(expected)));
            }
            return take(before, touched, midonet)
                    .compose(reading -> reading.isSame()
                            ? Future.succeededFuture(new Look(expected, Optional.empty()))
                            : again(expected, reading.now(), cloud, midonet))
                    .recover(failure -> wholeIfStale(failure, cloud, midonet, Optional.of(expected)));
        });
    }

    /** What agents have learned meanwhile, say, changes no plan. */
    private Future<Look> again(PlanResult expected, Observation now, CloudSnapshot cloud, MidonetClient midonet) {
        return plan(cloud, now, midonet)
                .compose(plan -> isSame(plan.plan(), expected.plan())
                        ? Future.succeededFuture(new Look(plan, Optional.empty()))
                        : whole(cloud, midonet).map(other -> new Look(other, Optional.of(expected))));
    }

    /** A list that is not there any more is no empty list, but a sign that much has changed. */
    private Future<Look> wholeIfStale(
            Throwable failure, CloudSnapshot cloud, MidonetClient midonet, Optional<PlanResult> expected) {
        return failure instanceof MidonetException.Stale
                ? whole(cloud, midonet).map(plan -> new Look(plan, expected))
                : Future.failedFuture(failure);
    }

    private static boolean isSame(ChangePlan one, ChangePlan other) {
        return one.waves().equals(other.waves())
                && one.implied().equals(other.implied())
                && one.orders().equals(other.orders())
                && one.impossible().equals(other.impossible());
    }

    /**
     * Reads what has been written, and plans what is left to do.
     *
     * @param outcomes what became of the changes of {@code plan}
     */
    Future<PlanResult> confirm(PlanResult plan, List<Outcome> outcomes, MidonetClient midonet) {
        Set<Part> touched = Touched.after(plan, outcomes);
        Optional<Sight> seen = sight.filter(known -> touched.size() < known.requests());
        if (seen.isEmpty()) {
            return whole(plan.cloud(), midonet);
        }
        return take(seen.get(), touched, midonet).compose(reading -> plan(plan.cloud(), reading.now(), midonet));
    }

    private Future<Reading> take(Sight before, Collection<Part> parts, MidonetClient midonet) {
        int forgotten = timesForgotten;
        return midonet.reread(parts)
                .compose(read -> vertx.executeBlocking(() ->
                        Reading.of(before.observation(), before.observation().with(read))))
                .onSuccess(reading -> {
                    doubts.removeAll(parts);
                    see(before.with(reading.now(), clock.instant()), forgotten);
                });
    }

    private Future<PlanResult> whole(CloudSnapshot cloud, MidonetClient midonet) {
        forget();
        int forgotten = timesForgotten;
        long sent = midonet.requests().total();
        return midonet.observe().compose(observation -> {
            Instant now = clock.instant();
            see(new Sight(observation, now, now, midonet.requests().total() - sent), forgotten);
            return plan(cloud, observation, midonet);
        });
    }

    /** What was asked for before all was forgotten comes too late. */
    private void see(Sight seen, int forgotten) {
        if (forgotten == timesForgotten) {
            sight = Optional.of(seen);
        }
    }

    private Future<PlanResult> plan(CloudSnapshot cloud, Observation observation, MidonetClient midonet) {
        return vertx.executeBlocking(() -> Survey.of(cloud, observation, midonet.features(), settings.layout())
                .plan(settings));
    }
}
