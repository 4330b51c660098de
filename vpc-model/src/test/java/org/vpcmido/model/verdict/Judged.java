// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Endpoint.AtInterface;
import org.vpcmido.model.verdict.Endpoint.AtService;
import org.vpcmido.model.verdict.Endpoint.Outside;
import org.vpcmido.model.verdict.Verdict.Delivered;
import org.vpcmido.model.verdict.Verdict.Refused;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.VpcState;

/** The language of the scenarios: who sends what, and what becomes of it. Senders X1 and X2 are outside. */
final class Judged {
    private static final int EPHEMERAL_PORT = 40000;

    private final Verdict verdict;
    private final Oracle oracle;

    private Judged(Oracle oracle, Verdict verdict) {
        this.oracle = oracle;
        this.verdict = verdict;
    }

    static Judged tcp(GivenCloud cloud, String sender, String to, int port) {
        return tcp(cloud, sender, EPHEMERAL_PORT, to, port);
    }

    static Judged tcp(GivenCloud cloud, String sender, int fromPort, String to, int port) {
        return judge(cloud, sender, Packet.tcp(addressOf(cloud, sender), fromPort, Ipv4.of(to), port));
    }

    static Judged udp(GivenCloud cloud, String sender, String to, int port) {
        return judge(cloud, sender, Packet.udp(addressOf(cloud, sender), EPHEMERAL_PORT, Ipv4.of(to), port));
    }

    static Judged ping(GivenCloud cloud, String sender, String to) {
        return judge(cloud, sender, Packet.echo(addressOf(cloud, sender), Ipv4.of(to)));
    }

    static Judged icmp(GivenCloud cloud, String sender, String to, int type, int code) {
        return judge(cloud, sender, Packet.icmp(addressOf(cloud, sender), Ipv4.of(to), type, code));
    }

    static Judged protocol(GivenCloud cloud, int number, String sender, String to) {
        return judge(cloud, sender, Packet.opaque(new Protocol(number), addressOf(cloud, sender), Ipv4.of(to)));
    }

    static Judged laterFragment(GivenCloud cloud, Protocol protocol, String sender, String to) {
        return judge(cloud, sender, Packet.laterFragment(protocol, addressOf(cloud, sender), Ipv4.of(to)));
    }

    /** In the eyes of an oracle that leaves these rules out. */
    static Judged judge(GivenCloud cloud, String sender, Packet packet, Deviation... leftOut) {
        Oracle oracle = Oracle.of(cloud.state()).without(Set.of(leftOut));
        Probe probe = isOutside(sender) ? Probe.fromOutside(packet) : Probe.from(Ids.networkInterface(sender), packet);
        return new Judged(oracle, oracle.judge(probe));
    }

    Judged isDeliveredTo(String receiver) {
        assertThat(delivered().at())
                .as("%s", verdict.trail())
                .isEqualTo(new AtInterface(Ids.networkInterface(receiver)));
        return this;
    }

    Judged isDeliveredTo(Service service) {
        assertThat(delivered().at()).as("%s", verdict.trail()).isEqualTo(new AtService(service));
        return this;
    }

    Judged leaves() {
        assertThat(delivered().at()).as("%s", verdict.trail()).isEqualTo(new Outside());
        return this;
    }

    /** Arrives with this source, wherever it arrives. */
    Judged from(String source) {
        assertThat(delivered().packet().source()).isEqualTo(Ipv4.of(source));
        return this;
    }

    /** Arrives with this destination. */
    Judged to(String destination) {
        assertThat(delivered().packet().destination()).isEqualTo(Ipv4.of(destination));
        return this;
    }

    /** Its answer gets back to who sent it, with the addresses of the first packet exchanged. */
    Judged isAnswered() {
        Packet sent = delivered().conversation().opening().packet();
        Verdict answer = oracle.reply(delivered());
        assertThat(answer).as("%s", answer.trail()).isInstanceOf(Delivered.class);
        Delivered arrived = (Delivered) answer;
        assertThat(arrived.at()).isEqualTo(delivered().conversation().opening().sender());
        assertThat(arrived.packet()).isEqualTo(sent.answer().orElseThrow());
        return this;
    }

    /** Goes on with the answer instead of the packet. */
    Judged answer() {
        return new Judged(oracle, oracle.reply(delivered()));
    }

    /** Goes on with an ICMP error about the packet. */
    Judged error(int type, int code) {
        return new Judged(oracle, oracle.error(delivered(), type, code));
    }

    /** Goes on in another cloud, as this one has become since. */
    Judged later(GivenCloud cloud) {
        return new Judged(Oracle.of(cloud.state()), verdict);
    }

    Judged chosenPort(int port) {
        return new Judged(oracle, delivered().withChosenPort(port));
    }

    Judged isRefused(Reason reason) {
        assertThat(verdict).as("%s", verdict.trail()).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).reason()).as("%s", verdict.trail()).isEqualTo(reason);
        return this;
    }

    Judged by(CloudId subject) {
        assertThat(((Refused) verdict).subject()).isEqualTo(subject.value());
        return this;
    }

    /** The step that decided says so. */
    Judged saying(String words) {
        assertThat(verdict.trail().get(verdict.trail().size() - 1).words()).contains(words);
        return this;
    }

    /** What judged or changed it, in order, in the words that operators read. */
    Judged goes(String... steps) {
        assertThat(verdict.trail())
                .extracting(step -> step.subject() + " " + step.words())
                .containsExactly(steps);
        return this;
    }

    Packet packet() {
        return delivered().packet();
    }

    private Delivered delivered() {
        assertThat(verdict).as("%s", verdict.trail()).isInstanceOf(Delivered.class);
        return (Delivered) verdict;
    }

    private static boolean isOutside(String sender) {
        return sender.equals("X1") || sender.equals("X2");
    }

    private static Ipv4 addressOf(GivenCloud cloud, String sender) {
        VpcState state = cloud.state();
        return switch (sender) {
            case "X1" -> ReferenceCloud.X1;
            case "X2" -> ReferenceCloud.X2;
            default ->
                Optional.ofNullable(state.interfaces().get(Ids.networkInterface(sender)))
                        .orElseThrow()
                        .privateAddress();
        };
    }
}
