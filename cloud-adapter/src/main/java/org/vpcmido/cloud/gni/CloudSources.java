// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.vpcmido.cloud.source.CloudSource;

/** Makes sources from what a user writes: {@code gni:PATH}, {@code gni:http://HOST/PATH}. */
public final class CloudSources {
    private static final int PORT_MAX = 65_535;

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
        String place = place(source);
        return isHttp(place)
                ? new GniHttpSource(vertx, url(source, place), limits, GniHttpSource.Timeouts.DEFAULT)
                : new GniFileSource(vertx, path(source, place), limits);
    }

    /**
     * Whether {@link #parse} could make a source of it.
     *
     * @throws IllegalArgumentException if not, as {@link #parse} does
     */
    public static void check(String source) {
        String place = place(source);
        if (isHttp(place)) {
            url(source, place);
        } else {
            path(source, place);
        }
    }

    /** What follows the scheme. */
    private static String place(String source) {
        if (source.startsWith("ec2:")) {
            throw new IllegalArgumentException("cloud source '" + source + "': ec2 is not supported yet; use gni:PATH");
        }
        String place = source.startsWith("gni:") ? source.substring("gni:".length()) : "";
        if (place.isBlank() || place.toLowerCase(Locale.ROOT).startsWith("https:")) {
            throw unknownForm(source);
        }
        return place;
    }

    private static boolean isHttp(String place) {
        return place.toLowerCase(Locale.ROOT).startsWith("http:");
    }

    private static Path path(String source, String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException fault) {
            throw new IllegalArgumentException("cloud source '" + source + "': not a path: " + fault.getReason());
        }
    }

    private static URI url(String source, String place) {
        URI url;
        try {
            url = new URI(place);
        } catch (URISyntaxException malformed) {
            throw unknownForm(source);
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("cloud source '" + source + "' names no host");
        }
        if (url.getPort() > PORT_MAX) {
            throw new IllegalArgumentException(
                    "cloud source '" + source + "': port " + url.getPort() + " is above " + PORT_MAX);
        }
        return url;
    }

    private static IllegalArgumentException unknownForm(String source) {
        return new IllegalArgumentException(
                "cloud source '" + source + "' is neither gni:PATH nor gni:http://HOST/PATH");
    }
}
