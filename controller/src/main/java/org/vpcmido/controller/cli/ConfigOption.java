// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vpcmido.controller.config.ConfigReader;
import org.vpcmido.controller.config.ControllerConfig;
import picocli.CommandLine.Option;

/** The configuration of the service, so that short commands lay out, correct and guard as the service does. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The service's configuration: what no option says is taken from it. Default as for run: "
                    + "/etc/vpcmido/vpcmido.yml, and where that is absent what /etc/eucalyptus/eucalyptus.conf says.")
    private @Nullable Path file;

    /** Reads it. */
    ControllerConfig read() {
        return ConfigReader.read(Optional.ofNullable(file), ConfigReader.LEGACY_FILE_DEFAULT, System.getenv());
    }
}
