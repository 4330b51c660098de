// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Service;
import org.vpcmido.model.verdict.Transport;
import org.vpcmido.model.verdict.Verdict;

/** How what MidoNet does with a packet stands to what the rules of the VPC say of it. */
public enum Agreement {
    /** Both deliver it to the same place, looking the same; or neither delivers it. */
    AGREED("both say the same"),
    /** Neither delivers it, and a router of MidoNet tells the sender that it has no route. */
    TOLD_OFF("neither delivers it, and a router of MidoNet tells the sender that it has no route"),
    /** Neither delivers it, but MidoNet tells the sender something else than that there is no route. */
    REVEALED("neither delivers it, but MidoNet tells the sender why, where the rules refuse silently"),
    /** The rules deliver it, and MidoNet does not. */
    LOST("the rules deliver it, and MidoNet does not"),
    /** The rules refuse it, and MidoNet delivers it. */
    LET_THROUGH("the rules refuse it, and MidoNet delivers it"),
    /** It arrives somewhere else than the rules say. */
    ELSEWHERE("MidoNet delivers it to another place than the rules"),
    /** It arrives where the rules say, with other addresses or ports. */
    REWRITTEN("MidoNet delivers it with other addresses or ports than the rules"),
    /** It arrives in several places. */
    MULTIPLIED("MidoNet delivers it to several places");

    /** Destination unreachable, network unreachable. */
    private static final Transport.Icmp NO_ROUTE = new Transport.Icmp(3, 0);

    private final String words;

    Agreement(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }

    static Agreement of(Verdict rules, Walk walk) {
        List<Walk.Landing> landings = rules.isDelivered() ? walk.peopled() : walk.landings();
        if (rules instanceof Verdict.Delivered delivered) {
            return ofDelivered(delivered, landings);
        } else if (!landings.isEmpty()) {
            return LET_THROUGH;
        }
        return walk.toldOff()
                .map(error -> isNoRoute(error) ? TOLD_OFF : REVEALED)
                .orElse(AGREED);
    }

    private static boolean isNoRoute(Packet error) {
        return error.icmp().equals(Optional.of(NO_ROUTE));
    }

    /** Whether both say the same of the packet itself. */
    public boolean isSame() {
        return this == AGREED || this == TOLD_OFF;
    }

    private static Agreement ofDelivered(Verdict.Delivered delivered, List<Walk.Landing> landings) {
        if (landings.size() != 1) {
            return landings.isEmpty() ? LOST : MULTIPLIED;
        }
        Walk.Landing landing = landings.get(0);
        if (!landing.at().equals(Optional.of(delivered.at()))) {
            return ELSEWHERE;
        }
        return looksAlike(delivered, landing.packet()) ? AGREED : REWRITTEN;
    }

    private static boolean looksAlike(Verdict.Delivered delivered, Packet walked) {
        Packet judged = delivered.packet();
        // By which addresses a service knows its client and itself is the cloud's own affair (Verdict.Delivered).
        boolean anyAddress = isBehindMetadataRouter(delivered.at());
        return (anyAddress || judged.source().equals(walked.source()))
                && (anyAddress || judged.destination().equals(walked.destination()))
                && judged.protocol().equals(walked.protocol())
                && covers(judged.transport(), walked.transport());
    }

    private static boolean isBehindMetadataRouter(Endpoint at) {
        return at instanceof Endpoint.AtService service
                && (service.service() == Service.METADATA || service.service() == Service.RESOLVER);
    }

    private static boolean covers(Transport judged, Transport walked) {
        if (judged instanceof Transport.Ports some && walked instanceof Transport.Ports one) {
            return covers(some.source(), one.source()) && covers(some.destination(), one.destination());
        }
        return judged.equals(walked);
    }

    private static boolean covers(PortRange some, PortRange one) {
        return some.contains(one.first()) && some.contains(one.last());
    }
}
