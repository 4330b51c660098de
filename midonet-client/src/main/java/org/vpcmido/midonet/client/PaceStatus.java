// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How fast a server is asked, at one moment.
 *
 * @param reads what only reads
 * @param writes what may change the topology
 * @param pause how long nothing more is sent, as the server asked for; zero if it did not
 * @param pauses how often it asked so far
 */
public record PaceStatus(Gate reads, Gate writes, Duration pause, long pauses) {
    public PaceStatus {
        requireNonNull(reads, "reads");
        requireNonNull(writes, "writes");
        requireNonNull(pause, "pause");
    }

    /**
     * One sort of requests.
     *
     * @param limit how many may be in flight, as the server gains from no more
     * @param limitMax how many may be in flight at most, whatever it gains
     * @param inFlight how many are in flight
     * @param waiting how many wait for their turn
     * @param overloads how many requests were refused for now or not answered so far
     */
    public record Gate(int limit, int limitMax, int inFlight, int waiting, long overloads) {}
}
