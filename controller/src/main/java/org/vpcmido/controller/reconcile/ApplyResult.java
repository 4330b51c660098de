// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.vpcmido.controller.apply.ApplyReport;
import org.vpcmido.midonet.client.RequestCounts;

/**
 * What a reconciliation did.
 *
 * @param first the plan, and what it was made of
 * @param written what became of each change; empty if the guard held the plan
 * @param second the plan that a second read led to, which is empty after success; absent if the guard held the first
 * @param requests what was sent
 * @param took from reading the cloud to the end
 */
public record ApplyResult(
        PlanResult first,
        Optional<ApplyReport> written,
        Optional<PlanResult> second,
        Requests requests,
        Duration took) {
    public ApplyResult {
        requireNonNull(first, "first");
        requireNonNull(written, "written");
        requireNonNull(second, "second");
        requireNonNull(requests, "requests");
        requireNonNull(took, "took");
    }

    /** Requests to MidoNet, by what they were for. */
    public record Requests(RequestCounts firstRead, RequestCounts writes, RequestCounts secondRead) {
        public long total() {
            return firstRead.total() + writes.total() + secondRead.total();
        }
    }

    /** Whether MidoNet is as asked for, as far as it was read. */
    public boolean hasConverged() {
        return second.filter(result -> result.plan().isEmpty()).isPresent();
    }
}
