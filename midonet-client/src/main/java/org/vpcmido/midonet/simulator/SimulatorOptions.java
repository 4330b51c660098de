// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a simulator behaves.
 *
 * @param port TCP port on loopback, 1 to 65535; 0 takes a free one
 * @param personality the release to be like
 * @param latency how long each answer is held back; its effect is not
 * @param writeLock how long each write holds the one lock that all writes take, as in releases before 5.2.2
 *     (midonet-api.md 7); zero for no lock
 * @param seed of the ids and MACs that the server chooses
 * @param duplicateKeys whether {@code type} and {@code version} are written twice, as a real MidoNet does
 * @param token what {@code X-Auth-Token} must be; empty: anything, or nothing, will do
 * @param rulesForgetLocalRedirect whether a write of a rule unsets {@code localRedirectChainId} of those who use its
 *     chain (midonet-api.md 8)
 * @param zookeeper where the simulated agents tell that they and their ports are alive, below {@code /midonet}:
 *     {@code host:port}, several with commas between, and a path at the end if need be
 */
public record SimulatorOptions(
        int port,
        Personality personality,
        Duration latency,
        Duration writeLock,
        long seed,
        boolean duplicateKeys,
        String token,
        boolean rulesForgetLocalRedirect,
        Optional<String> zookeeper) {
    private static final int PORT_MAX = 65535;
    private static final Pattern ZOOKEEPER =
            Pattern.compile("[^\\s/,]+:[0-9]{1,5}(,[^\\s/,]+:[0-9]{1,5})*(/[^\\s,]+)?");

    public SimulatorOptions {
        requireNonNull(personality, "personality");
        requireNonNull(latency, "latency");
        requireNonNull(writeLock, "writeLock");
        requireNonNull(token, "token");
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("simulator port " + port + " is outside 0 to " + PORT_MAX);
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("simulator latency " + latency + " is negative");
        }
        if (writeLock.isNegative()) {
            throw new IllegalArgumentException("simulator write lock " + writeLock + " is negative");
        }
        if (zookeeper.isPresent() && !ZOOKEEPER.matcher(zookeeper.get()).matches()) {
            throw new IllegalArgumentException("simulator ZooKeeper \"" + zookeeper.get() + "\" is not HOST:PORT");
        }
    }

    /** MidoNet 5.4 on a free port, at once, with duplicate keys and no token. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                0, Personality.V5_4, Duration.ZERO, Duration.ZERO, 1, true, "", false, Optional.empty());
    }

    public SimulatorOptions withPort(int newPort) {
        return new SimulatorOptions(
                newPort,
                personality,
                latency,
                writeLock,
                seed,
                duplicateKeys,
                token,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    public SimulatorOptions withPersonality(Personality newPersonality) {
        return new SimulatorOptions(
                port,
                newPersonality,
                latency,
                writeLock,
                seed,
                duplicateKeys,
                token,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    public SimulatorOptions withLatency(Duration newLatency) {
        return new SimulatorOptions(
                port,
                personality,
                newLatency,
                writeLock,
                seed,
                duplicateKeys,
                token,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    /** With one lock that each write holds so long. */
    public SimulatorOptions withWriteLock(Duration newWriteLock) {
        return new SimulatorOptions(
                port,
                personality,
                latency,
                newWriteLock,
                seed,
                duplicateKeys,
                token,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    public SimulatorOptions withSeed(long newSeed) {
        return new SimulatorOptions(
                port,
                personality,
                latency,
                writeLock,
                newSeed,
                duplicateKeys,
                token,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    public SimulatorOptions withDuplicateKeys(boolean newDuplicateKeys) {
        return new SimulatorOptions(
                port,
                personality,
                latency,
                writeLock,
                seed,
                newDuplicateKeys,
                token,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    /** The strict mode: any other token, or none, is 401. */
    public SimulatorOptions withToken(String newToken) {
        return new SimulatorOptions(
                port,
                personality,
                latency,
                writeLock,
                seed,
                duplicateKeys,
                newToken,
                rulesForgetLocalRedirect,
                zookeeper);
    }

    /** With agents that tell ZooKeeper that they are alive. */
    public SimulatorOptions withZooKeeper(String newZooKeeper) {
        return new SimulatorOptions(
                port,
                personality,
                latency,
                writeLock,
                seed,
                duplicateKeys,
                token,
                rulesForgetLocalRedirect,
                Optional.of(newZooKeeper));
    }

    public SimulatorOptions withRulesForgettingLocalRedirect(boolean forget) {
        return new SimulatorOptions(
                port, personality, latency, writeLock, seed, duplicateKeys, token, forget, zookeeper);
    }
}
