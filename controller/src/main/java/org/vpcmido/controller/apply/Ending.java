// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

/** How the application of a plan ended. */
public enum Ending {
    /** Every change was tried, or had a reason of its own not to be. */
    COMPLETE(""),
    /** Another process may write now. */
    LEADERSHIP_LOST("leadership was lost"),
    /** MidoNet ceased to answer. */
    UNANSWERED("MidoNet ceased to answer");

    private final String reason;

    Ending(String reason) {
        this.reason = reason;
    }

    /** In words, why the rest was dropped; empty if nothing was. */
    public String reason() {
        return reason;
    }
}
