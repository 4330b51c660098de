// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

/** A value in JSON that our records cannot hold, though MidoNet can. */
final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message) {
        super(message);
    }
}
