// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.List;
import java.util.OptionalInt;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.NetworkAcl.Action;
import org.vpcmido.model.vpc.NetworkAcl.Entry;
import org.vpcmido.model.vpc.SecurityGroup.Peer;
import org.vpcmido.model.vpc.SecurityGroup.PeerCidr;
import org.vpcmido.model.vpc.SecurityGroup.PeerGroup;
import org.vpcmido.model.vpc.SecurityGroup.Rule;
import org.vpcmido.model.vpc.Traffic;

/** Rules and entries as tests write them. */
public final class Notation {
    private Notation() {}

    /** {@code all}, {@code tcp 80}, {@code tcp 1000-2000}, {@code udp}, {@code icmp}, {@code icmp 8 0}, {@code 132}. */
    public static Traffic traffic(String text) {
        String[] words = text.split(" ", -1);
        if (words[0].equals("all")) {
            return Traffic.all();
        }
        Protocol protocol = Protocol.parse(words[0]).orElseThrow();
        if (protocol.hasPorts()) {
            return Traffic.of(protocol, words.length > 1 ? ports(words[1]) : PortRange.ALL);
        } else if (words.length == 1) {
            return Traffic.of(protocol);
        }
        OptionalInt code = words.length > 2 ? OptionalInt.of(Integer.parseInt(words[2])) : OptionalInt.empty();
        return Traffic.icmp(Integer.parseInt(words[1]), code);
    }

    /** Traffic and, last, a CIDR block or the name of a group: {@code tcp 3306 web}. */
    public static Rule rule(String text) {
        int split = text.lastIndexOf(' ');
        String peer = text.substring(split + 1);
        Peer parsed = Cidr.parse(peer).<Peer>map(PeerCidr::new).orElseGet(() -> new PeerGroup(Ids.group(peer)));
        return new Rule(traffic(text.substring(0, split)), parsed);
    }

    /** Number, action, traffic, CIDR block: {@code 90 deny tcp 3306 10.0.1.0/24}. */
    public static Entry entry(String text) {
        List<String> words = List.of(text.split(" ", -1));
        int last = words.size() - 1;
        Action action = words.get(1).equals("allow") ? Action.ALLOW : Action.DENY;
        return new Entry(
                Integer.parseInt(words.get(0)),
                action,
                traffic(String.join(" ", words.subList(2, last))),
                Cidr.of(words.get(last)));
    }

    private static PortRange ports(String text) {
        String[] ends = text.split("-", -1);
        return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
