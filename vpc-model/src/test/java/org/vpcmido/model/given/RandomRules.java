// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.List;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/** Rules and entries with edges worth probing, in {@link Notation}. */
final class RandomRules {
    private static final List<String> TRAFFIC = List.of(
            "all",
            "all",
            "all",
            "tcp",
            "tcp 22",
            "tcp 80",
            "tcp 80",
            "tcp 443",
            "tcp 1000-2000",
            "tcp 1024-65535",
            "tcp 0-65535",
            "tcp 0-1023",
            "tcp 32768-60999",
            "udp",
            "udp 53",
            "udp 1024-65535",
            "udp 0-0",
            "icmp",
            "icmp 8",
            "icmp 8 0",
            "icmp 0",
            "icmp 0 0",
            "icmp 3",
            "icmp 3 4",
            "132",
            "47");
    private static final List<String> OUTSIDE_BLOCKS = List.of(
            "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0", "198.18.0.0/24", "198.18.0.10/32", "203.0.113.0/25", "0.0.0.0/1");

    private final Draw draw;
    private final List<Cidr> blocks;
    private final List<Ipv4> addresses;

    /** Rules about these blocks and addresses of a VPC, and about the outside. */
    RandomRules(Draw draw, List<Cidr> blocks, List<Ipv4> addresses) {
        this.draw = draw;
        this.blocks = blocks;
        this.addresses = addresses;
    }

    String traffic() {
        return draw.one(TRAFFIC);
    }

    String block() {
        if (draw.chance(50)) {
            return draw.one(OUTSIDE_BLOCKS);
        } else if (draw.chance(60) || addresses.isEmpty()) {
            return draw.one(blocks).toString();
        }
        return Cidr.containing(draw.one(addresses), draw.between(29, 32)).toString();
    }

    String entry(int number) {
        return number + (draw.chance(65) ? " allow " : " deny ") + traffic() + " " + block();
    }

    String rule(List<String> groups) {
        return traffic() + " " + (draw.chance(40) ? draw.one(groups) : block());
    }
}
