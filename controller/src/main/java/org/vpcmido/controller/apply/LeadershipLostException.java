// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

/** Another process may write now; what was left of the plan has been dropped. */
public final class LeadershipLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeadershipLostException() {
        super("leadership was lost while a plan was being applied; the rest of the plan is dropped");
    }
}
