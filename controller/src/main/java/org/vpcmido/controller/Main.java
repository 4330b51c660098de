// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller;

import org.vpcmido.controller.cli.VpcmidoCommand;

/** Starts the command line, and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(VpcmidoCommand.commandLine().execute(arguments));
    }
}
