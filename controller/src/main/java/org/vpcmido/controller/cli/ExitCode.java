// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

/** What the process tells its caller; part of the product's contract. */
final class ExitCode {
    /** Done, or nothing to do; also when some objects are held. */
    static final int DONE = 0;
    /** Our defect. */
    static final int INTERNAL_ERROR = 1;
    /** {@code plan}: changes are waiting. */
    static final int CHANGES_WAITING = 2;
    /** The cloud document is unusable. */
    static final int CLOUD_UNUSABLE = 3;
    /** MidoNet is unreachable, or refuses. */
    static final int MIDONET_FAILED = 4;
    /** {@code status}, {@code guard}: the service is unreachable; the same number, since it is the same kind of trouble. */
    static final int SERVICE_UNREACHABLE = MIDONET_FAILED;
    /** Stopped by a guard. */
    static final int GUARDED = 5;
    /** {@code verify}: the rules of the VPC and MidoNet disagree. */
    static final int DISAGREEMENT = 6;
    /** The command was called wrongly. */
    static final int USAGE = 64;

    private ExitCode() {}
}
