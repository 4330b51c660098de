// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

/** Hears of every write when its answer is there, on the context of the applier; must return at once. */
@FunctionalInterface
public interface WriteListener {
    /** For who wants the report only. */
    WriteListener NONE = (wave, outcome) -> {};

    /**
     * A write has ended.
     *
     * @param wave of the plan, from 1
     * @param outcome applied or failed
     */
    void wrote(int wave, Outcome outcome);
}
