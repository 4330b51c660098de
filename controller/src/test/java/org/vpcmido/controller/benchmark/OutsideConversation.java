// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.benchmark;

import java.util.List;
import java.util.Optional;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Conversation;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Stations;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/** Somebody outside opens a TCP connection to an elastic IP, and gets an answer. All frames are made beforehand. */
final class OutsideConversation {
    private static final Ipv4 CLIENT = Ipv4.of("198.18.0.10");
    private static final MacAddress NEXT_HOP = MacAddress.of("02:00:00:00:00:01");
    private static final int CLIENT_PORT = 40_000;

    /** That all groups of the clouds that are measured admit. */
    private static final int SERVER_PORT = 22;

    private final Walker walker;
    private final Stations stations;
    private final Key uplink;
    private final Key server;
    private final Packet question;
    private final Packet answer;

    /** @param topology with logical keys */
    OutsideConversation(VpcState cloud, Topology topology) {
        UplinkGateway gateway = cloud.configuration().gateways().get(0);
        NetworkInterface called = cloud.interfaces().values().stream()
                .filter(each -> each.publicAddress().isPresent())
                .findFirst()
                .orElseThrow();
        walker = Walker.assumingAllAlive(topology);
        uplink = Keys.gatewayPort(gateway.host(), gateway.device());
        server = Keys.interfacePort(called.nameInMidonet());
        stations = (port, address) -> {
            if (port.equals(uplink)) {
                return address.equals(gateway.nextHop()) ? Optional.of(NEXT_HOP) : Optional.empty();
            }
            boolean isServer = port.equals(server) && address.equals(called.privateAddress());
            return isServer ? Optional.of(called.mac()) : Optional.empty();
        };
        question = Packet.ip(
                        NEXT_HOP,
                        walker.mac(uplink).orElseThrow(),
                        CLIENT,
                        called.publicAddress().orElseThrow(),
                        Protocol.TCP)
                .ports(CLIENT_PORT, SERVER_PORT)
                .build();
        Packet asked = walker.conversation(stations)
                .send(uplink, question)
                .arrivals()
                .get(0)
                .packet();
        MacAddress router = asked.sourceMac();
        answer = Packet.ip(called.mac(), router, called.privateAddress(), CLIENT, Protocol.TCP)
                .ports(SERVER_PORT, CLIENT_PORT)
                .build();
    }

    /** Plays it from the beginning. */
    List<Verdict> play() {
        Conversation conversation = walker.conversation(stations);
        return List.of(conversation.send(uplink, question), conversation.send(server, answer));
    }
}
