// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

/** The command was called with a value that it cannot use; the message names option, limit and value. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
