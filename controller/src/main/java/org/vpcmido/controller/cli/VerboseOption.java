// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import org.vpcmido.controller.plan.PlanText.Detail;
import picocli.CommandLine.Option;

/** How much of a plan is printed as text. */
final class VerboseOption {
    @Option(
            names = "--verbose",
            description = "Show each change of a plan of more than 100, too, in place of its causes. JSON always has "
                    + "all changes.")
    private boolean verbose;

    Detail detail() {
        return verbose ? Detail.FULL : Detail.BRIEF;
    }
}
