// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads where a server is, as people write it. */
public final class HttpUrl {
    private static final int PORT_MAX = 65_535;

    private HttpUrl() {}

    /**
     * Reads a URL of HTTP or HTTPS that a request can be sent to.
     *
     * @throws IllegalArgumentException saying what is wrong with it, to be put behind the value
     */
    public static URI parse(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is not of the form http(s)://HOST[:PORT]/PATH", malformed);
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("is not of the form http(s)://HOST[:PORT]/PATH");
        }
        if (url.getPort() > PORT_MAX) {
            throw new IllegalArgumentException("names port " + url.getPort() + ", which is above " + PORT_MAX);
        }
        return url;
    }
}
