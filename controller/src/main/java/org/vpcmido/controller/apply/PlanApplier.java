// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vpcmido.controller.plan.ChainImage;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.ChangePlan;
import org.vpcmido.midonet.client.Pump;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;

/**
 * Applies plans: waves in turn, lanes of a wave side by side, changes of a lane in order. Call it on a Vert.x context.
 *
 * @param writer what writes; it repeats what can be repeated
 * @param leadership asked before each write
 * @param lanesMax how many lanes are written side by side, at most: as many as writes may ever be in flight; how many
 *     are is up to the writer
 */
public record PlanApplier(TopologyWriter writer, Leadership leadership, int lanesMax) {
    /**
     * As many writes as this without an answer, each tried as often as the client does, and none answered in between:
     * MidoNet is away, and the rest of the plan would only wait for it.
     */
    static final int UNANSWERED_IN_A_ROW_MAX = 8;

    public PlanApplier {
        requireNonNull(writer, "writer");
        requireNonNull(leadership, "leadership");
        if (lanesMax < 1) {
            throw new IllegalArgumentException("lanes side by side: " + lanesMax + " is below 1");
        }
    }

    /**
     * Writes a plan. Failed writes are reported, not thrown; what stands on them is not tried. When leadership is lost,
     * or MidoNet has ceased to answer, no further write begins, those under way end, and the rest is reported as dropped.
     */
    public Future<ApplyReport> apply(ChangePlan plan) {
        return apply(plan, change -> Optional.empty(), WriteListener.NONE);
    }

    /**
     * As {@link #apply(ChangePlan)}, without some changes and what stands on them.
     *
     * @param withheld why a change is not to be written now; empty for one that is
     * @param listener hears of each write
     */
    public Future<ApplyReport> apply(
            ChangePlan plan, Function<Change, Optional<String>> withheld, WriteListener listener) {
        Application application = new Application(plan, withheld, listener);
        return application
                .run()
                .recover(failure -> failure instanceof PlanEndedException end
                        ? application.report.ended(end.ending())
                        : Future.failedFuture(failure))
                .map(application.report);
    }

    /** One plan on its way. */
    private final class Application {
        private final ChangePlan plan;
        private final ApplyReport report;
        private final WriteListener listener;
        private final Map<Key, ChainImage> images = new HashMap<>();
        private int unansweredInARow;
        private int wave;

        Application(ChangePlan plan, Function<Change, Optional<String>> withheld, WriteListener listener) {
            this.plan = plan;
            this.listener = listener;
            this.report = new ApplyReport(plan, withheld);
            plan.orders().forEach((chain, order) -> images.put(chain, new ChainImage(order)));
        }

        Future<Void> run() {
            return Pump.run(plan.waves(), 1, this::applyWave);
        }

        private Future<Void> applyWave(List<Change> changes) {
            wave++;
            Map<Key, List<Change>> lanes = new LinkedHashMap<>();
            changes.forEach(change -> lanes.computeIfAbsent(change.lane(), none -> new ArrayList<>())
                    .add(change));
            return Pump.run(lanes.values(), lanesMax, lane -> Pump.run(lane, 1, this::applyOne));
        }

        /** A failure blocks the changes that stand on this one, and no others. */
        private Future<Void> applyOne(Change change) {
            if (!report.mayBeWritten(change)) {
                return Future.succeededFuture();
            } else if (!leadership.isHeld()) {
                return PlanEndedException.because(Ending.LEADERSHIP_LOST);
            } else if (unansweredInARow >= UNANSWERED_IN_A_ROW_MAX) {
                return PlanEndedException.because(Ending.UNANSWERED);
            }
            return write(change)
                    .onSuccess(written -> {
                        unansweredInARow = 0;
                        report.applied(change);
                    })
                    .recover(failure -> failed(change, failure))
                    .onSuccess(known -> listener.wrote(wave, report.outcome(change)));
        }

        private Future<Void> failed(Change change, Throwable failure) {
            report.failed(change, failure);
            Outcome.Fault fault = report.outcome(change).fault();
            unansweredInARow = fault == Outcome.Fault.UNAVAILABLE ? unansweredInARow + 1 : 0;
            return Future.succeededFuture();
        }

        private Future<Void> write(Change change) {
            return change.match(
                    create -> create.subject() instanceof Rule rule ? insert(rule) : writer.create(create.subject()),
                    update -> writer.update(update.subject()),
                    delete -> writer.delete(delete.subject()).onSuccess(gone -> forget(delete.subject())));
        }

        private Future<Void> insert(Rule rule) {
            ChainImage image = images.get(rule.chain());
            if (image == null) {
                throw new IllegalStateException(
                        rule.key() + " is to be inserted, but the plan has no order for its chain");
            }
            int position = image.position(rule.key());
            return writer.create(rule, position).onSuccess(made -> image.inserted(rule.key(), position));
        }

        /** Rules of a chain that goes as a whole have no order. */
        private void forget(Resource gone) {
            if (gone instanceof Rule rule) {
                Optional.ofNullable(images.get(rule.chain())).ifPresent(image -> image.removed(rule.key()));
            }
        }
    }
}
