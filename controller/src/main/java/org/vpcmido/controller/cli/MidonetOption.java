// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.client.MidonetConfig;
import picocli.CommandLine.Option;

/** Which MidoNet API is talked to. */
final class MidonetOption {
    @Option(
            names = "--midonet",
            paramLabel = "URL",
            description =
                    "MidoNet's API, for example http://127.0.0.1:8181/midonet-api. Without it, ports 8080 and 8181 of "
                            + "this machine are tried.")
    private @Nullable String url;

    /** How to reach it, within the usual limits. */
    MidonetConfig config() {
        try {
            return url == null ? MidonetConfig.defaults() : MidonetConfig.at(url);
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("--midonet: " + invalid.getMessage());
        }
    }
}
