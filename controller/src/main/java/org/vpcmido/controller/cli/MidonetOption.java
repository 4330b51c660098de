// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.client.MidonetClient;
import org.vpcmido.midonet.client.MidonetConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which MidoNet API is talked to. */
final class MidonetOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--midonet",
            paramLabel = "URL",
            description = "MidoNet's API, for example http://127.0.0.1:8181/midonet-api. Without it and without a "
                    + "configuration, ports 8080 and 8181 of this machine are tried.")
    private @Nullable String url;

    /** Connects to it; tells on standard error while that does not succeed, and gives up after a while. */
    Future<MidonetClient> connect(Vertx vertx, MidonetConfig configured) {
        PrintWriter err = spec.commandLine().getErr();
        return new Connection(vertx, config(configured), err::println).open();
    }

    /** What is configured, unless another place is named: that one gets no password that is not meant for it. */
    private MidonetConfig config(MidonetConfig configured) {
        if (url == null) {
            return configured;
        }
        try {
            MidonetConfig named =
                    MidonetConfig.at(url).withTimeouts(configured.timeouts()).withLimits(configured.limits());
            return named.url().equals(configured.url()) ? configured : named;
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("--midonet: " + invalid.getMessage());
        }
    }
}
