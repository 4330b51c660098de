// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a simulator behaves.
 *
 * @param port TCP port on loopback, 1 to 65535; 0 takes a free one
 * @param personality the release to be like
 * @param latency how long each answer is held back; its effect is not
 * @param seed of the ids and MACs that the server chooses
 * @param duplicateKeys whether {@code type} and {@code version} are written twice, as a real MidoNet does
 * @param token what {@code X-Auth-Token} must be; empty: anything, or nothing, will do
 * @param rulesForgetLocalRedirect whether a write of a rule unsets {@code localRedirectChainId} of those who use its
 *     chain (midonet-api.md 8)
 */
public record SimulatorOptions(
        int port,
        Personality personality,
        Duration latency,
        long seed,
        boolean duplicateKeys,
        String token,
        boolean rulesForgetLocalRedirect) {
    private static final int PORT_MAX = 65535;

    public SimulatorOptions {
        requireNonNull(personality, "personality");
        requireNonNull(latency, "latency");
        requireNonNull(token, "token");
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("simulator port " + port + " is outside 0 to " + PORT_MAX);
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("simulator latency " + latency + " is negative");
        }
    }

    /** MidoNet 5.4 on a free port, at once, with duplicate keys and no token. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, Personality.V5_4, Duration.ZERO, 1, true, "", false);
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(
                newPort, personality, latency, seed, duplicateKeys, token, rulesForgetLocalRedirect);
    }

    public SimulatorOptions withPersonality(Personality newPersonality) {
        return new SimulatorOptions(
                port, newPersonality, latency, seed, duplicateKeys, token, rulesForgetLocalRedirect);
    }

    public SimulatorOptions withLatency(Duration newLatency) {
        return new SimulatorOptions(
                port, personality, newLatency, seed, duplicateKeys, token, rulesForgetLocalRedirect);
    }

    public SimulatorOptions withSeed(long newSeed) {
        return new SimulatorOptions(
                port, personality, latency, newSeed, duplicateKeys, token, rulesForgetLocalRedirect);
    }

    public SimulatorOptions withDuplicateKeys(boolean newDuplicateKeys) {
        return new SimulatorOptions(
                port, personality, latency, seed, newDuplicateKeys, token, rulesForgetLocalRedirect);
    }

    /** The strict mode: any other token, or none, is 401. */
    public SimulatorOptions withToken(String newToken) {
        return new SimulatorOptions(
                port, personality, latency, seed, duplicateKeys, newToken, rulesForgetLocalRedirect);
    }

    public SimulatorOptions withRulesForgettingLocalRedirect(boolean forget) {
        return new SimulatorOptions(port, personality, latency, seed, duplicateKeys, token, forget);
    }
}
