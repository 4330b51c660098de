// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.verdict.Transport.Ports;

/** What becomes of a packet. */
public sealed interface Verdict {
    /** What judged or changed the packet, in order; the last one decided. */
    List<Step> trail();

    default boolean isDelivered() {
        return this instanceof Delivered;
    }

    /**
     * It arrives.
     *
     * @param at where
     * @param packet as it arrives, with rewritten addresses and ports; for the metadata service with the source as sent,
     *     since what the service sees instead is the cloud's own affair
     * @param conversation what is remembered for the answer
     * @param trail what it passed
     */
    record Delivered(Endpoint at, Packet packet, Conversation conversation, List<Step> trail) implements Verdict {
        public Delivered {
            requireNonNull(at, "at");
            requireNonNull(packet, "packet");
            requireNonNull(conversation, "conversation");
            trail = List.copyOf(trail);
        }

        /** The same, knowing which port a NAT gateway chose: its answer is judged for that port, not for any. */
        public Delivered withChosenPort(int port) {
            Packet known = packet.ports()
                    .map(ports -> packet.with(new Ports(PortRange.of(port), ports.destination())))
                    .orElse(packet);
            return new Delivered(at, known, conversation, trail);
        }

        @Override
        public String toString() {
            return "delivered to " + at + " as " + packet;
        }
    }

    /**
     * It is dropped.
     *
     * @param reason why
     * @param subject the cloud id of what refuses it, or a plain name
     * @param trail what it passed, and last what refuses it
     */
    record Refused(Reason reason, String subject, List<Step> trail) implements Verdict {
        public Refused {
            requireNonNull(reason, "reason");
            requireNonNull(subject, "subject");
            trail = List.copyOf(trail);
        }

        @Override
        public String toString() {
            return "refused by " + trail.get(trail.size() - 1) + " [" + reason + "]";
        }
    }
}
