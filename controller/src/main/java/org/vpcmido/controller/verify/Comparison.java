// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.Verdict;

/**
 * What both judges say of one packet.
 *
 * @param opening the first packet of its conversation
 * @param isReply whether it is the answer to that one
 * @param sender who sends it
 * @param packet as it is sent
 * @param rules what the rules of the VPC say
 * @param walk what MidoNet does
 * @param agreement how the one stands to the other
 * @param known why they differ, if that is known and accepted
 */
public record Comparison(
        Probe opening,
        boolean isReply,
        Endpoint sender,
        Packet packet,
        Verdict rules,
        Walk walk,
        Agreement agreement,
        Optional<KnownDifference> known) {
    public Comparison {
        requireNonNull(opening, "opening");
        requireNonNull(sender, "sender");
        requireNonNull(packet, "packet");
        requireNonNull(rules, "rules");
        requireNonNull(walk, "walk");
        requireNonNull(agreement, "agreement");
        requireNonNull(known, "known");
    }

    Comparison with(Optional<KnownDifference> reason) {
        return new Comparison(opening, isReply, sender, packet, rules, walk, agreement, reason);
    }

    /** Whether the judges differ, and nobody knows why. */
    public boolean isDisagreement() {
        return !agreement.isSame() && known.isEmpty();
    }
}
