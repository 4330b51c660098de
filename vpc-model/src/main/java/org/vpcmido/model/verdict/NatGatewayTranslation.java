// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.verdict.Transport.Ports;
import org.vpcmido.model.vpc.NatGateway;

/** What a NAT gateway does: many private addresses behind one public address and a port of its choice. */
final class NatGatewayTranslation {
    /** What it chooses source ports from. */
    private static final PortRange CHOSEN_PORTS = new PortRange(1024, 65535);

    private NatGatewayTranslation() {}

    static Judgement canLeave(NatGateway gateway, Packet packet, boolean echoReplies) {
        if (gateway.publicAddress().isEmpty()) {
            return Judgement.refuse(
                    Reason.NAT_GATEWAY_WITHOUT_ADDRESS, gateway.id(), "has no public address at the moment");
        }
        boolean translates =
                packet.ports().isPresent() || packet.isEchoRequest() || (echoReplies && packet.isEchoReply());
        String source = "source " + packet.source();
        return translates
                ? Judgement.pass(gateway.id(), source + " becomes " + publicAddress(gateway))
                : Judgement.refuse(Reason.NAT_GATEWAY_PROTOCOL, gateway.id(), "does not translate " + packet);
    }

    static Packet leaving(NatGateway gateway, Packet packet) {
        Packet hidden = packet.withSource(publicAddress(gateway));
        return packet.ports()
                .map(ports -> hidden.with(new Ports(CHOSEN_PORTS, ports.destination())))
                .orElse(hidden);
    }

    /** The answer to {@code opening}, given back the address and port that the opening packet had. */
    static Packet returning(Packet opening, Packet answer) {
        Packet restored = answer.withDestination(opening.source());
        return answer.ports()
                .map(ports -> restored.with(
                        new Ports(ports.source(), opening.ports().orElseThrow().source())))
                .orElse(restored);
    }

    private static Ipv4 publicAddress(NatGateway gateway) {
        return gateway.publicAddress().orElseThrow();
    }
}
