// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.util.Locale;

/** Why a cycle begins. A trigger says when to look, never what changed. */
public enum Trigger {
    /** The cloud's document has other content. */
    DOCUMENT,
    /** The time for a full observation has come. */
    PERIODIC,
    /** An agent or a port came or went, as MidoNet's ZooKeeper shows. */
    AGENTS,
    /** Something failed before. */
    RETRY,
    /** What was read after the writes is not what was written, or could not be read. */
    CONFIRMATION,
    /** This instance became the one that writes, if only again. */
    LEADERSHIP,
    /** A person asked for it. */
    OPERATOR;

    /** Lower case, as in JSON. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
