// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Curator declares {@code Exception} where a call in the background only refuses a wrong state. */
final class Declared {
    private Declared() {}

    static void call(Callable<? extends @Nullable Object> call) {
        try {
            call.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("ZooKeeper: " + failure.getMessage(), failure);
        }
    }
}
