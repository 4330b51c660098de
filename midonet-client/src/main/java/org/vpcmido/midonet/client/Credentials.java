// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How to log in, where MidoNet asks for it.
 *
 * @param user without a colon, as MidoNet cannot take one (midonet-api.md 2.5)
 * @param password likewise; never printed
 */
public record Credentials(String user, String password) {
    public Credentials {
        if (user.isEmpty() || user.contains(":")) {
            throw new IllegalArgumentException("user '" + user + "' is empty or holds a colon");
        }
        if (password.contains(":")) {
            throw new IllegalArgumentException("the password of user '" + user + "' holds a colon");
        }
    }

    /** The value of the {@code Authorization} header. */
    String basic() {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + ", password=***]";
    }
}
