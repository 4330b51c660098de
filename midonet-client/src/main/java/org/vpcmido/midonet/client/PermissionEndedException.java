// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

/** A request was not sent, since whoever asked for it may write no more. An earlier attempt may have been sent. */
public final class PermissionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PermissionEndedException(String call) {
        super(call + ": not sent, since the permission to write has ended");
    }
}
