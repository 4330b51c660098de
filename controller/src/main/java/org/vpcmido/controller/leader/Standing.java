// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import java.util.Locale;

/** What an instance is among its peers. */
public enum Standing {
    /** Without a connection to ZooKeeper; writes nothing. */
    SEPARATED,
    /** Another instance is before this one; writes nothing. */
    FOLLOWING,
    /** First in line, but still waiting for its predecessor's last requests, or without fresh proof of its session. */
    ELECTED,
    /** The one that may write. */
    LEADING;

    /** What that amounts to for whoever asks who writes: {@code leader}, {@code follower} or {@code suspended}. */
    public String role() {
        return switch (this) {
            case LEADING -> "leader";
            case FOLLOWING -> "follower";
            case ELECTED, SEPARATED -> "suspended";
        };
    }

    /** Lower case, as in JSON. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
