// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import io.vertx.core.Vertx;
import org.vpcmido.cloud.gni.CloudSources;
import org.vpcmido.cloud.gni.GniLimits;
import org.vpcmido.cloud.source.CloudSource;
import org.vpcmido.model.finding.CloudLimits;
import picocli.CommandLine.Option;

/** Where the cloud's wishes are read. */
final class CloudOption {
    @Option(
            names = "--cloud",
            required = true,
            paramLabel = "SOURCE",
            description = "The cloud document: gni:PATH or gni:http://...")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private String source;

    /** The source, not read yet. */
    CloudSource source(Vertx vertx, CloudLimits limits) {
        return parse(vertx, "--cloud", source, limits);
    }

    static CloudSource parse(Vertx vertx, String option, String source, CloudLimits limits) {
        try {
            return new CloudSources(vertx, GniLimits.DEFAULT.withCloud(limits)).parse(source);
        } catch (IllegalArgumentException invalid) {
            throw new UsageException(option + ": " + invalid.getMessage());
        }
    }
}
