// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.verdict.Transport.Ports;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAcl.Action;
import org.vpcmido.model.vpc.NetworkAcl.Entry;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.Subnet;

/**
 * The stateless filter at a subnet's boundary: the first entry by number that covers a packet decides.
 *
 * @param allowed whose traffic counts among the entries that allow
 */
record NetworkAclJudge(CloudIndex cloud, AllowedTraffic allowed) {
    Judgement onLeaving(Subnet subnet, Packet packet) {
        return judge(subnet, packet, packet.destination(), "egress", NetworkAcl::egress);
    }

    Judgement onEntering(Subnet subnet, Packet packet) {
        return judge(subnet, packet, packet.source(), "ingress", NetworkAcl::ingress);
    }

    private Judgement judge(
            Subnet subnet, Packet packet, Ipv4 peer, String direction, Function<NetworkAcl, List<Entry>> side) {
        NetworkAclId id = subnet.networkAclId();
        List<Entry> entries = cloud.networkAcl(id).map(side).orElse(List.of()).stream()
                .filter(entry -> entry.cidr().contains(peer)
                        && (entry.action() == Action.DENY || allowed.counts(entry.traffic())))
                .toList();
        Judgement last = Judgement.pass(id, direction);
        for (Packet possible : withEachPort(packet, entries)) {
            last = decide(id, direction + " of " + subnet.id(), possible, entries);
            if (last.refusal().isPresent()) {
                return last;
            }
        }
        return last;
    }

    private static Judgement decide(NetworkAclId id, String where, Packet packet, List<Entry> entries) {
        Optional<Entry> first = entries.stream()
                .filter(entry -> TrafficMatch.covers(entry.traffic(), packet))
                .findFirst();
        String words = where + ", "
                + first.map(entry -> "entry '" + entry + "'").orElse("no entry covers " + packet + ", which denies it");
        return first.filter(entry -> entry.action() == Action.ALLOW).isPresent()
                ? Judgement.pass(id, words)
                : Judgement.refuse(Reason.NETWORK_ACL, id, words);
    }

    /**
     * A port that a NAT gateway chose may be any of a range. Verdicts change only where an entry's range begins or has
     * ended, so one port of each stretch between such places stands for all of them.
     */
    private static List<Packet> withEachPort(Packet packet, List<Entry> entries) {
        Optional<Ports> ports = packet.ports();
        PortRange range = ports.map(Ports::destination).orElse(PortRange.of(0));
        if (range.first() == range.last()) {
            return List.of(packet);
        }
        IntStream edges = entries.stream()
                .flatMap(entry -> entry.traffic().ports().stream())
                .flatMapToInt(each -> IntStream.of(each.first(), each.last() + 1))
                .filter(range::contains);
        return IntStream.concat(IntStream.of(range.first()), edges)
                .distinct()
                .mapToObj(port -> packet.with(new Ports(ports.orElseThrow().source(), PortRange.of(port))))
                .toList();
    }
}
