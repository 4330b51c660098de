// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import picocli.CommandLine.Option;

/** How a result is printed. */
final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    boolean isJson() {
        return format == Format.json;
    }

    /** The names are what a person types. */
    @SuppressWarnings("MemberName")
    enum Format {
        text,
        json
    }
}
