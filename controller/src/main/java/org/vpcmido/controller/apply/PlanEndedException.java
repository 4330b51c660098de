// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import io.vertx.core.Future;

/** Stops the pumps of a plan before its end; never leaves the applier. */
final class PlanEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    private PlanEndedException(Ending ending) {
        super(ending.reason(), null, false, false);
        this.ending = ending;
    }

    static Future<Void> because(Ending ending) {
        return Future.failedFuture(new PlanEndedException(ending));
    }

    Ending ending() {
        return ending;
    }
}
