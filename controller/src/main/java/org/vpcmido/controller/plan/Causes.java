// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.Map;
import org.vpcmido.midonet.resource.Key;

/** Why a resource is asked for: what was said about it, or about the nearest key above it. */
record Causes(Map<Key, String> said) {
    private static final String UNSAID = "asked for";
    private static final String UNWANTED = "no longer asked for";

    /** Why what is there goes: nobody asks for it, and sometimes it is said why, about itself. */
    String ofRemoval(Key key) {
        String cause = said.get(key);
        return cause == null ? UNWANTED : UNWANTED + "; " + cause;
    }

    String of(Key key) {
        String path = key.path();
        while (true) {
            String cause = said.get(new Key(path));
            if (cause != null) {
                return cause;
            }
            int slash = path.lastIndexOf('/');
            if (slash <= 0) {
                return UNSAID;
            }
            path = path.substring(0, slash);
        }
    }
}
