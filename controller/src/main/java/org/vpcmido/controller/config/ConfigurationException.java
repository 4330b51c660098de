// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message names every problem, each on a line of its own. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * What is wrong in one place.
     *
     * @param place file and line, or environment variable
     * @param message key, value (unless secret) and remedy
     */
    public record Problem(String place, String message) {
        @Override
        public String toString() {
            return place + ": " + message;
        }
    }

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
