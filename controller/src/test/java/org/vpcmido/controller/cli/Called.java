// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that was called, and what came of it.
 *
 * @param exitCode what the process would end with
 * @param out what went to standard output
 * @param err what went to standard error
 */
record Called(int exitCode, String out, String err) {
    static Called vpcmido(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                VpcmidoCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = command.execute(arguments.toArray(String[]::new));
        return new Called(exitCode, out.toString(), err.toString());
    }

    static Called vpcmido(String... arguments) {
        return vpcmido(List.of(arguments));
    }

    /** Standard output, which is one JSON document. */
    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }
}
