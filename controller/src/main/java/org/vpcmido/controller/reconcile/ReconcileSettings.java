// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.config.ControllerConfig;
import org.vpcmido.controller.plan.Guard;

/**
 * How to reconcile.
 *
 * @param layout the addresses and ranges that the layout uses
 * @param corrections which deviations from eucanetd's topology are wanted
 * @param guard which plans are held back
 */
public record ReconcileSettings(LayoutSettings layout, Corrections corrections, Guard guard) {
    public ReconcileSettings {
        requireNonNull(layout, "layout");
        requireNonNull(corrections, "corrections");
        requireNonNull(guard, "guard");
    }

    /** All corrections. */
    public static ReconcileSettings defaults() {
        return new ReconcileSettings(LayoutSettings.defaults(), Corrections.all(), Guard.DEFAULT);
    }

    /** What a configuration says. */
    public static ReconcileSettings of(ControllerConfig config) {
        return new ReconcileSettings(config.layout(), config.corrections(), config.guard());
    }

    public ReconcileSettings withLayout(LayoutSettings newLayout) {
        return new ReconcileSettings(newLayout, corrections, guard);
    }

    public ReconcileSettings withCorrections(Corrections newCorrections) {
        return new ReconcileSettings(layout, newCorrections, guard);
    }

    public ReconcileSettings withGuard(Guard newGuard) {
        return new ReconcileSettings(layout, corrections, newGuard);
    }
}
