// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Stands for election while this instance is able to lead, and leaves it to others while it is not: one that held
 * leadership without being able to use it would keep the work from being done. {@link #stand} is called on one context.
 */
public final class Candidacy implements Election {
    private final Supplier<Election> joining;
    private final LeaderStatus withdrawn;
    private final List<LeadershipListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Election> election;
    private boolean isClosed;

    /**
     * Stands at once.
     *
     * @param self the name of this instance
     * @param joining joins the election, each time anew
     */
    public Candidacy(String self, Supplier<Election> joining) {
        this.joining = requireNonNull(joining, "joining");
        this.withdrawn = new LeaderStatus(Standing.FOLLOWING, self, Optional.empty());
        this.election = Optional.of(join());
    }

    private Election join() {
        Election joined = joining.get();
        joined.addListener(status -> listeners.forEach(each -> each.changed(status)));
        return joined;
    }

    @Override
    public void stand(boolean isAble) {
        if (isAble && election.isEmpty() && !isClosed) {
            election = Optional.of(join());
        } else if (!isAble) {
            election.ifPresent(Election::close);
            election = Optional.empty();
        }
    }

    @Override
    public boolean isHeld() {
        return election.filter(Election::isHeld).isPresent();
    }

    @Override
    public LeaderStatus status() {
        return election.map(Election::status).orElse(withdrawn);
    }

    @Override
    public void addListener(LeadershipListener listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<Void> close() {
        isClosed = true;
        return election.map(Election::close).orElseGet(() -> CompletableFuture.completedFuture(null));
    }
}
