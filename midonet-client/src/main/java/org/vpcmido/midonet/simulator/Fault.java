// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests go wrong, and how.
 *
 * @param method HTTP method; a star for any
 * @param path matched against the whole path below the root path, such as {@code /chains/[^/]+/rules}
 * @param trigger which of those requests
 * @param effect what happens to them
 */
public record Fault(String method, Pattern path, Trigger trigger, FaultEffect effect) {
    /** Which of the requests that fit. */
    public sealed interface Trigger {
        /** Each. */
        record Always() implements Trigger {}

        /** Only the one with this number, counted from 1. */
        record Nth(long number) implements Trigger {
            public Nth {
                requirePositive("nth", number);
            }
        }

        /** Each one whose number, counted from 1, is a multiple of this. */
        record Every(long period) implements Trigger {
            public Every {
                requirePositive("every", period);
            }
        }

        /** The one with this number, counted from 1, and each after it. */
        record From(long number) implements Trigger {
            public From {
                requirePositive("from", number);
            }
        }

        /** Each that comes while the server has more than so many requests, of any sort, this one included. */
        record Above(int inFlight) implements Trigger {
            public Above {
                requirePositive("above", inFlight);
            }
        }

        /** Each with this probability, 0 to 1; equal seeds choose equal ones. */
        record WithProbability(double probability, long seed) implements Trigger {
            public WithProbability {
                if (!(probability >= 0 && probability <= 1)) {
                    throw new IllegalArgumentException("fault probability " + probability + " is outside 0 to 1");
                }
            }
        }

        private static void requirePositive(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException("fault " + name + " " + value + " is below 1");
            }
        }
    }

    public Fault {
        requireNonNull(path, "path");
        requireNonNull(trigger, "trigger");
        requireNonNull(effect, "effect");
        method = method.toUpperCase(Locale.ROOT);
    }

    /** Every request of a method to paths that match. */
    public static Fault always(String method, String path, FaultEffect effect) {
        return new Fault(method, Pattern.compile(path), new Trigger.Always(), effect);
    }

    /** The n-th request of a method to paths that match, counted from 1. */
    public static Fault nth(long number, String method, String path, FaultEffect effect) {
        return new Fault(method, Pattern.compile(path), new Trigger.Nth(number), effect);
    }

    /** Every n-th request of a method to paths that match. */
    public static Fault every(long period, String method, String path, FaultEffect effect) {
        return new Fault(method, Pattern.compile(path), new Trigger.Every(period), effect);
    }

    /** The n-th request of a method to paths that match, counted from 1, and each after it. */
    public static Fault from(long number, String method, String path, FaultEffect effect) {
        return new Fault(method, Pattern.compile(path), new Trigger.From(number), effect);
    }

    /** Requests of a method to paths that match, while the server has more than so many requests of any sort. */
    public static Fault above(int inFlight, String method, String path, FaultEffect effect) {
        return new Fault(method, Pattern.compile(path), new Trigger.Above(inFlight), effect);
    }

    /** Some requests of a method to paths that match. */
    public static Fault withProbability(double probability, long seed, String method, String path, FaultEffect effect) {
        return new Fault(method, Pattern.compile(path), new Trigger.WithProbability(probability, seed), effect);
    }

    boolean concerns(String requestMethod, String requestPath) {
        return (method.equals("*") || method.equals(requestMethod))
                && path.matcher(requestPath).matches();
    }
}
