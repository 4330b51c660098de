// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.vpcmido.cloud.source.CloudSource;

/** Makes sources from what a user writes: {@code gni:PATH}, {@code gni:http://HOST/PATH}. */
public final class CloudSources {
    private final Vertx vertx;
    private final GniLimits limits;

    public CloudSources(Vertx vertx) {
        this(vertx, GniLimits.DEFAULT);
    }

    public CloudSources(Vertx vertx, GniLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /**
     * Makes a source; nothing is read yet.
     *
     * @throws IllegalArgumentException if {@code source} is of no known form, naming it and the forms
     */
    public CloudSource parse(String source) {
        if (source.startsWith("ec2:")) {
            throw new IllegalArgumentException("cloud source '" + source + "': ec2 is not supported yet; use gni:PATH");
        }
        String place = source.startsWith("gni:") ? source.substring("gni:".length()) : "";
        if (place.isBlank()) {
            throw new IllegalArgumentException(
                    "cloud source '" + source + "' is neither gni:PATH nor gni:http://HOST/PATH");
        }
        String lower = place.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            return new GniHttpSource(vertx, url(source, place), limits, GniHttpSource.Timeouts.DEFAULT);
        }
        try {
            return new GniFileSource(vertx, Path.of(place), limits);
        } catch (InvalidPathException fault) {
            throw new IllegalArgumentException("cloud source '" + source + "': not a path: " + fault.getReason());
        }
    }

    private static URI url(String source, String place) {
        URI url = URI.create(place);
        if (url.getHost() == null) {
            throw new IllegalArgumentException("cloud source '" + source + "' names no host");
        }
        return url;
    }
}
