// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;

/** What became of a packet that was sent. */
public sealed interface Fate {
    /** It came out somewhere; the arrivals say where. */
    record Delivered() implements Fate {}

    /**
     * It was lost.
     *
     * @param why the reason in words
     * @param rule the rule that decided, if one did
     * @param temporary whether the agent keeps the drop for seconds only, being an error and not a decision
     */
    record Dropped(String why, Optional<Step.Matched> rule, boolean temporary) implements Fate {}

    /** It ended here, and an agent made at least one packet because of it. */
    record Answered(String why) implements Fate {}

    /** A device was meant to have it, and had nothing to say. */
    record Consumed() implements Fate {}

    /** It waited in vain for the Ethernet address of {@code address}, and was lost. */
    record Unresolved(Ipv4 address) implements Fate {}

    /** A device on the way cannot be loaded by the agents, or does something that this walker does not model. */
    record Failed(String why) implements Fate {}
}
