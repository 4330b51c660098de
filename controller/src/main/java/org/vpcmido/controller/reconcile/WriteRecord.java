// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vpcmido.controller.apply.Outcome;

/**
 * One write to MidoNet.
 *
 * @param cycle the id of its cycle
 * @param at when its outcome was known
 * @param wave its wave in the plan, from 1
 * @param resourceId MidoNet's id of the resource, if its kind has one
 * @param outcome applied or failed
 */
public record WriteRecord(String cycle, Instant at, int wave, Optional<UUID> resourceId, Outcome outcome) {
    public WriteRecord {
        requireNonNull(cycle, "cycle");
        requireNonNull(at, "at");
        requireNonNull(resourceId, "resourceId");
        requireNonNull(outcome, "outcome");
    }
}
