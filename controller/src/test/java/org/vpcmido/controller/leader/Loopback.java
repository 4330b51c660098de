// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import java.util.Map;
import org.apache.curator.test.InstanceSpec;

/** ZooKeeper servers that listen on loopback alone, which those of the library do not by themselves. */
public final class Loopback {
    static final int TICK_MILLIS = 100;
    private static final Map<String, Object> ADDRESS = Map.of("clientPortAddress", "127.0.0.1");

    private Loopback() {}

    /** A lone server. */
    public static InstanceSpec server() {
        return new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1, ADDRESS);
    }

    /** A member of a cluster. */
    static InstanceSpec member(int serverId) {
        return new InstanceSpec(null, -1, -1, -1, true, serverId, TICK_MILLIS, -1, ADDRESS, "127.0.0.1");
    }
}
