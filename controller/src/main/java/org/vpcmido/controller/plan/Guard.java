// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Stops a plan that would remove too much: an empty or half-read document is a fault, not a wish.
 *
 * <p>A plan is held if it loses more than {@code lossShareMax} of what is ours. What is deleted to be made anew, and
 * rules and routes that give way to others in the same chain or router, are no loss. A plan that removes the last VPC
 * is held whatever its size. A share of 1 lets everything pass.
 *
 * @param lossShareMax 0 to 1
 */
public record Guard(double lossShareMax) {
    /** A quarter. */
    public static final Guard DEFAULT = new Guard(0.25);

    public Guard {
        if (!(lossShareMax >= 0 && lossShareMax <= 1)) {
            throw new IllegalArgumentException("guard: share of deletions " + lossShareMax + " is not within 0 to 1");
        }
    }

    /** The same guard with another share. */
    public Guard withLossShareMax(double share) {
        return new Guard(share);
    }

    /** Whether the plan may be applied. */
    public Ruling judge(ChangePlan plan) {
        ChangePlan.Losses losses = plan.losses();
        if (lossShareMax >= 1) {
            return Ruling.PASSED;
        }
        if (losses.emptied()) {
            return new Ruling(
                    Verdict.HOLD,
                    "the cloud asks for no VPC any more, and all " + losses.lost()
                            + " resources that serve VPCs would go");
        }
        double share = losses.owned() == 0 ? 0 : (double) losses.lost() / losses.owned();
        if (share > lossShareMax) {
            return new Ruling(
                    Verdict.HOLD,
                    String.format(
                            Locale.ROOT,
                            "%d of %d resources would go, which is %.0f%%; the limit is %.0f%%",
                            losses.lost(),
                            losses.owned(),
                            share * 100,
                            lossShareMax * 100));
        }
        return Ruling.PASSED;
    }

    /** May a plan be applied. */
    public enum Verdict {
        PASS,
        HOLD;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A verdict, and why.
     *
     * @param verdict whether the plan may be applied
     * @param reason empty for a plan that may
     */
    public record Ruling(Verdict verdict, String reason) {
        static final Ruling PASSED = new Ruling(Verdict.PASS, "");

        public Ruling {
            requireNonNull(verdict, "verdict");
            requireNonNull(reason, "reason");
        }

        public boolean holds() {
            return verdict == Verdict.HOLD;
        }
    }
}
