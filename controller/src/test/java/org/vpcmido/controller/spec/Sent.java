// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.trace.Answer;
import org.vpcmido.midonet.trace.Arrival;
import org.vpcmido.midonet.trace.Packet;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/**
 * A packet that was sent, and what became of it. A claim that does not hold fails with the packet's way through MidoNet.
 */
final class Sent {
    private static final int ECHO_REQUEST = 8;
    private static final int TTL = 64;

    private final Talk talk;
    private final Wire wire;
    private final String sender;
    private final Packet packet;
    private final Optional<Verdict> verdict;

    /** @param verdict empty if the sender could not send it, as nobody answered ARP */
    Sent(Talk talk, Wire wire, String sender, Packet packet, Optional<Verdict> verdict) {
        this.talk = talk;
        this.wire = wire;
        this.sender = sender;
        this.packet = packet;
        this.verdict = verdict;
    }

    /** It came out there, once, and nowhere else. */
    Sent isDeliveredTo(String name) {
        check(arrivedAt().equals(List.of(name)), "should be delivered to " + name + ", and to nobody else");
        return this;
    }

    /** Copies of it came out there, one each, and nowhere else. */
    Sent reaches(String... names) {
        List<String> expected = Stream.of(names).sorted().toList();
        check(arrivedAt().equals(expected), "should reach " + expected + ", and nobody else");
        return this;
    }

    /** It came out at a gateway, once, with that source; and nowhere else. */
    Sent leavesAs(String address) {
        boolean leaves = arrivedAt().size() == 1 && arrivedAt().get(0).startsWith("GW");
        check(leaves, "should leave by a gateway, once");
        return from(address);
    }

    /** It left by that gateway. */
    Sent by(String gateway) {
        return isDeliveredTo(gateway);
    }

    /** No copy came out anywhere, and nobody was told of it. */
    Sent isDropped() {
        check(arrivedAt().isEmpty(), "should be dropped");
        check(toldTo().isEmpty(), "should be dropped silently");
        return this;
    }

    /** It was dropped at the port of that interface, on its way in or out. */
    Sent isDroppedAt(String name) {
        isDropped();
        Optional<Key> last = steps().stream().flatMap(Sent::port).reduce((earlier, later) -> later);
        check(last.filter(wire.port(name)::equals).isPresent(), "should be dropped at " + name);
        return this;
    }

    /** It was dropped in that subnet: by its bridge, or between it and the router. */
    Sent isDroppedIn(String subnet) {
        isDropped();
        Key home = Keys.subnet(Ids.subnet(subnet));
        Optional<Key> last = steps().stream().flatMap(Sent::place).reduce((earlier, later) -> later);
        check(last.filter(key -> key.isWithin(home)).isPresent(), "should be dropped in " + subnet);
        return this;
    }

    /** Nobody has a route for it. A router of MidoNet says so to the sender, where a VPC is silent. */
    Sent isUnreachable() {
        check(arrivedAt().isEmpty(), "should not arrive");
        check(toldTo().stream().allMatch(sender::equals), "should be told to nobody but the sender");
        return this;
    }

    /** It does not arrive, or its answer does not. */
    Sent getsNoAnswer() {
        if (isDelivered()) {
            reply().isUnreachable();
        }
        return this;
    }

    /** The source that is seen where it arrived. */
    Sent from(String address) {
        check(seen().source().equals(Optional.of(Ipv4.of(address))), "should arrive from " + address);
        return this;
    }

    /** The destination that is seen where it arrived. */
    Sent to(String address) {
        check(seen().destination().equals(Optional.of(Ipv4.of(address))), "should arrive for " + address);
        return this;
    }

    /** The source port that is seen where it arrived. */
    Sent fromPort(int port) {
        check(seen().sourcePort() == port, "should arrive from port " + port);
        return this;
    }

    /** What arrived, where it arrived once. */
    Packet seen() {
        check(arrivals().size() == 1, "should arrive once");
        return arrivals().get(0).packet();
    }

    /** The answer travels back and arrives with addresses and ports as the sender expects them. */
    Sent andReplyReturns() {
        Sent reply = reply();
        List<String> back = reply.arrivedAt();
        boolean isHome = wire.isGuest(sender)
                ? back.equals(List.of(sender))
                : back.size() == 1 && back.get(0).startsWith("GW");
        reply.check(isHome, "should come back to " + sender);
        Packet home = reply.seen();
        reply.check(
                home.source().equals(packet.destination())
                        && home.destination().equals(packet.source())
                        && (isEcho(packet)
                                || (home.sourcePort() == packet.destinationPort()
                                        && home.destinationPort() == packet.sourcePort())),
                "should come back as the answer to " + Trail.of(packet));
        return this;
    }

    /** The answer of whoever got it. */
    Sent reply() {
        Packet got = seen();
        Packet answer = got.edit()
                .macs(got.destinationMac(), got.sourceMac())
                .source(got.destination().orElseThrow())
                .destination(got.source().orElseThrow())
                .ports(got.destinationPort(), got.sourcePort())
                .ttl(TTL)
                .build();
        Packet reply = isEcho(got) ? answer.edit().icmp(0, 0).build() : answer;
        return talk.send(arrivedAt().get(0), arrivals().get(0).port(), reply);
    }

    /** The same answer, by another gateway than the one that the packet left by. */
    Sent replyBy(String gateway) {
        Packet got = seen();
        return talk.send(Outgoing.packetFrom(got.destination().orElseThrow().toString())
                .by(gateway)
                .to(got.source().orElseThrow().toString())
                .fromPort(got.destinationPort())
                .tcp(got.sourcePort()));
    }

    /** MidoNet itself answered, and the answer is all that the sender gets. */
    Packet answer() {
        List<Packet> answers = answers()
                .flatMap(each -> each.arrivals().stream())
                .filter(arrival -> wire.name(arrival.port()).equals(sender))
                .map(Arrival::packet)
                .toList();
        check(answers.size() == 1, "should be answered by MidoNet, once");
        return answers.get(0);
    }

    /** The same echo identifier came back from the address that was asked. */
    Sent isEchoed() {
        Packet echo = answer();
        check(
                echo.protocol() == Protocol.ICMP.number()
                        && echo.sourcePort() == 0
                        && echo.source().equals(packet.destination()),
                "should be echoed");
        return this;
    }

    /** Where copies of it came out. */
    List<String> arrivedAt() {
        return arrivals().stream().map(each -> wire.name(each.port())).sorted().toList();
    }

    boolean isDelivered() {
        return !arrivals().isEmpty();
    }

    /** What was sent and where it came out, in a line. */
    String claim() {
        return Trail.of(packet) + " reaches " + arrivedAt();
    }

    private List<Arrival> arrivals() {
        return verdict.map(Verdict::arrivals).orElse(List.of()).stream()
                .filter(each -> !each.toBgpDaemon())
                .toList();
    }

    private List<String> toldTo() {
        return answers()
                .flatMap(each -> each.arrivals().stream())
                .map(each -> wire.name(each.port()))
                .toList();
    }

    private Stream<Answer> answers() {
        return verdict.stream().flatMap(each -> each.answers().stream());
    }

    private List<Step> steps() {
        return verdict.map(Verdict::steps).orElse(List.of());
    }

    private static Stream<Key> port(Step step) {
        if (step instanceof Step.Entered entered) {
            return Stream.of(entered.port());
        }
        return step instanceof Step.Left left ? Stream.of(left.port()) : Stream.empty();
    }

    private static Stream<Key> place(Step step) {
        return step instanceof Step.Reached reached ? Stream.of(reached.device()) : port(step);
    }

    private static boolean isEcho(Packet packet) {
        return packet.protocol() == Protocol.ICMP.number() && packet.sourcePort() == ECHO_REQUEST;
    }

    private void check(boolean holds, String claim) {
        if (!holds) {
            fail(claim + System.lineSeparator() + this);
        }
        assertThat(holds).isTrue();
    }

    @Override
    public String toString() {
        return Trail.of(sender, packet, verdict, wire);
    }
}
