// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How slow a simulated MidoNet is. */
final class LatencyOption {
    private static final long MILLIS_MAX = 60_000;

    @Option(
            names = "--latency-millis",
            paramLabel = "N",
            defaultValue = "0",
            description = "How long MidoNet holds each answer back, 0 to 60000. Default ${DEFAULT-VALUE}.")
    private long millis;

    Duration latency() {
        if (millis < 0 || millis > MILLIS_MAX) {
            throw new UsageException("--latency-millis: " + millis + " is outside 0 to " + MILLIS_MAX);
        }
        return Duration.ofMillis(millis);
    }
}
