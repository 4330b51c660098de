// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

/** Whether this process is the one that may write; asked before each write. */
@FunctionalInterface
public interface Leadership {
    /** For a process that has no rival, such as one command given by an operator. */
    Leadership ALWAYS = () -> true;

    boolean isHeld();
}
