// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.model.verdict.Verdict.Delivered;
import org.vpcmido.model.vpc.VpcState;

/**
 * Says what becomes of packets in a cloud by Amazon's documented rules alone. It knows nothing of how they are carried
 * out. Building it takes time in proportion to the cloud; a packet takes time in proportion to the routes, entries and
 * rules that judge it.
 */
public final class Oracle {
    private final CloudIndex cloud;
    private final Set<Deviation> deviations;

    private Oracle(CloudIndex cloud, Set<Deviation> deviations) {
        this.cloud = cloud;
        this.deviations = Set.copyOf(deviations);
    }

    public static Oracle of(VpcState state) {
        return new Oracle(new CloudIndex(requireNonNull(state, "state")), Set.of());
    }

    /** An oracle of the same cloud that leaves out these rules, and no others. */
    public Oracle without(Set<Deviation> rules) {
        return new Oracle(cloud, rules);
    }

    /**
     * Judges a packet that opens a conversation.
     *
     * @throws IllegalArgumentException if its sender is no interface of this cloud
     */
    public Verdict judge(Probe probe) {
        Journey journey = new Journey(cloud, deviations, probe, Optional.empty());
        return probe.sender() instanceof Endpoint.AtInterface sender
                ? journey.fromInterface(cloud.networkInterface(sender.id()), probe.packet())
                : journey.fromOutside(probe.packet());
    }

    /**
     * Judges the answer to a packet that was delivered: security groups that remember the conversation let it pass,
     * network ACLs judge it anew, translations are undone.
     *
     * @throws IllegalArgumentException if the packet asks for no answer
     */
    public Verdict reply(Delivered delivered) {
        Packet answer = delivered
                .packet()
                .answer()
                .orElseThrow(() -> new IllegalArgumentException(delivered.packet() + " asks for no answer"));
        return back(delivered, answer);
    }

    /** Judges an ICMP error about a packet that was delivered, sent by its receiver; it belongs to the conversation. */
    public Verdict error(Delivered delivered, int type, int code) {
        return back(delivered, delivered.packet().error(type, code));
    }

    private Verdict back(Delivered delivered, Packet packet) {
        Conversation conversation = delivered.conversation();
        Journey journey = new Journey(cloud, deviations, conversation.opening(), Optional.of(conversation));
        if (delivered.at() instanceof Endpoint.AtInterface receiver) {
            return journey.fromInterface(cloud.networkInterface(receiver.id()), packet);
        }
        return delivered.at() instanceof Endpoint.AtService service
                ? journey.fromService(service, packet)
                : journey.fromOutside(packet);
    }
}
