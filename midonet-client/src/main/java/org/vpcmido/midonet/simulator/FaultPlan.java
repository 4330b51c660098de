// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are programmed at present. May be changed from any thread; the first that strikes counts. */
public final class FaultPlan {
    private record Armed(Fault fault, AtomicLong seen, Random random) {
        private boolean strikes(int inFlight) {
            long number = seen.incrementAndGet();
            if (fault.trigger() instanceof Fault.Trigger.Nth nth) {
                return number == nth.number();
            }
            if (fault.trigger() instanceof Fault.Trigger.Every every) {
                return number % every.period() == 0;
            }
            if (fault.trigger() instanceof Fault.Trigger.From from) {
                return number >= from.number();
            }
            if (fault.trigger() instanceof Fault.Trigger.Above above) {
                return inFlight > above.inFlight();
            }
            if (fault.trigger() instanceof Fault.Trigger.WithProbability chance) {
                return random.nextDouble() < chance.probability();
            }
            return true;
        }
    }

    private final List<Armed> armed = new CopyOnWriteArrayList<>();

    /** Adds a fault behind those there are. */
    public FaultPlan add(Fault fault) {
        long seed = fault.trigger() instanceof Fault.Trigger.WithProbability chance ? chance.seed() : 0;
        armed.add(new Armed(fault, new AtomicLong(), new Random(seed)));
        return this;
    }

    /** Back to health. */
    public void clear() {
        armed.clear();
    }

    /** The faults, in the order in which they were added. */
    public List<Fault> faults() {
        return armed.stream().map(Armed::fault).toList();
    }

    /**
     * What happens to this request. Every fault that concerns it counts it.
     *
     * @param inFlight how many requests the server has now, this one included
     */
    Optional<FaultEffect> strike(String method, String path, int inFlight) {
        Optional<FaultEffect> effect = Optional.empty();
        for (Armed each : armed) {
            if (each.fault().concerns(method, path) && each.strikes(inFlight) && effect.isEmpty()) {
                effect = Optional.of(each.fault().effect());
            }
        }
        return effect;
    }
}
