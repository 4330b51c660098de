// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

/** The journal cannot be read at the moment. */
public final class JournalUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalUnavailableException(String reason) {
        super("the journal cannot be read at the moment: " + reason);
    }
}
