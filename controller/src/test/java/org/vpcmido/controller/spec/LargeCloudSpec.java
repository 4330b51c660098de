// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import static org.vpcmido.controller.spec.Outgoing.packetFrom;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vpcmido.model.given.GivenCloud;

@DisplayName("A large cloud")
@ExtendWith(Worlds.class)
class LargeCloudSpec {
    private static final int IN_ONE_SUBNET = 600;
    private static final int GROUPS = 300;
    private static final int SUBNETS = 200;

    private static World world;

    @BeforeAll
    static void build(World reference) {
        world = reference.given(cloud -> {
            manyInterfaces(cloud);
            return manySubnets(cloud);
        });
    }

    /** The first 300 of 600 hold a group of their own, which admits the next one. */
    private static void manyInterfaces(GivenCloud cloud) {
        cloud.subnet("L", "a", "10.0.240.0/20", "one").associate("L", "a-pub");
        cloud.group("door").allowIn("door", "tcp 22 198.18.0.0/24");
        IntStream.range(0, GROUPS).forEach(i -> cloud.group("g" + i));
        IntStream.range(0, GROUPS).forEach(i -> cloud.allowIn("g" + i, "tcp 80 g" + next(i)));
        for (int i = 0; i < IN_ONE_SUBNET; i++) {
            String[] groups = i < GROUPS ? new String[] {"g" + i} : new String[] {"door"};
            cloud.instance("n" + i, "L", address(i), World.H1, groups);
        }
        cloud.groups("n0", "g0", "door").elasticIp("n0", "203.0.113.100").elasticIp("n599", "203.0.113.101");
    }

    private static GivenCloud manySubnets(GivenCloud cloud) {
        for (int i = 0; i < SUBNETS; i++) {
            cloud.subnet("M" + i, "a", "10.0." + (4 + i) + ".0/24", "one");
            cloud.instance("m" + i, "M" + i, "10.0." + (4 + i) + ".10", World.H2, "web");
        }
        return cloud;
    }

    private static int next(int group) {
        return (group + 1) % GROUPS;
    }

    private static String address(int i) {
        return "10.0." + (241 + i / 250) + "." + i % 250;
    }

    @Test
    @DisplayName("S-011 of 600 interfaces in one subnet lets the outside reach the first and the last")
    void manyInterfacesInOneSubnet() {
        packetFrom("X1")
                .to("203.0.113.100")
                .tcp(22)
                .in(world)
                .isDeliveredTo("n0")
                .andReplyReturns();
        packetFrom("X1")
                .to("203.0.113.101")
                .tcp(22)
                .in(world)
                .isDeliveredTo("n599")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-012 of 200 subnets in one VPC lets the first reach the last, and the outside")
    void manySubnetsInOneVpc() {
        packetFrom("m0")
                .to("10.0.203.10")
                .ping()
                .in(world)
                .isDeliveredTo("m199")
                .andReplyReturns();
        packetFrom("m199").to("10.0.4.10").ping().in(world).isDeliveredTo("m0").andReplyReturns();
        packetFrom("a1")
                .to("198.18.0.10")
                .tcp(443)
                .in(world)
                .leavesAs("203.0.113.10")
                .andReplyReturns();
    }

    @Test
    @DisplayName("S-052 of 300 groups, each admitting the next, admits nothing else")
    void manyGroups() {
        for (int from = 0; from < GROUPS; from++) {
            for (int to = 0; to < GROUPS; to++) {
                if (from != to) {
                    Sent sent = packetFrom("n" + from).to(address(to)).tcp(80).in(world);
                    if (from == next(to)) {
                        sent.isDeliveredTo("n" + to);
                    } else {
                        sent.isDropped();
                    }
                }
            }
        }
    }
}
