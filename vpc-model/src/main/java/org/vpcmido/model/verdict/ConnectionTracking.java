// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import org.vpcmido.model.net.Protocol;

/**
 * Which conversations security groups remember. Amazon's remember every protocol; this contract promises TCP, UDP and
 * ICMP requests only, and answers of all others are judged by the rules of their own direction (see {@code DESIGN.md}).
 */
final class ConnectionTracking {
    private ConnectionTracking() {}

    static boolean remembers(Packet opening) {
        return opening.protocol().equals(Protocol.ICMP)
                ? opening.answer().isPresent()
                : opening.protocol().hasPorts();
    }
}
