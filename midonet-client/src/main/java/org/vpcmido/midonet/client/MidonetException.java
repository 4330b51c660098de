// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A request that MidoNet did not fulfil. Its three members ask for three reactions; the message begins with the call. */
public abstract sealed class MidonetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private MidonetException(String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The HTTP status; empty if there was no answer. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** No usable answer, 429, or 502 to 504. A write may have happened. Retry: writes are idempotent. */
    public static final class Unavailable extends MidonetException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, 0, cause);
        }

        Unavailable(String message, int status) {
            super(message, status, null);
        }
    }

    /** 404 or 409: our picture is stale. Read again and plan anew. */
    public static final class Stale extends MidonetException {
        private static final long serialVersionUID = 1L;

        Stale(String message, int status) {
            super(message, status, null);
        }
    }

    /** Any other answer: our defect, or a limit of MidoNet. Report it; set the resource aside. */
    public static final class Rejected extends MidonetException {
        private static final long serialVersionUID = 1L;

        Rejected(String message, int status) {
            super(message, status, null);
        }
    }
}
