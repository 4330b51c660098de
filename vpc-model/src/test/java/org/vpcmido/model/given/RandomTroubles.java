// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcState;

/**
 * What goes wrong in clouds: targets of routes that are gone, unknown or held, gateways that are detached or have no
 * address, addresses with two claimants, more groups than an interface may have, rules about groups that are not there.
 */
final class RandomTroubles {
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final List<String> DESTINATIONS =
            List.of(EVERYWHERE, EVERYWHERE, "198.18.0.0/24", "192.168.190.0/24", "128.0.0.0/1");
    private static final String HOST = "192.0.2.21";

    private final Draw draw;
    private final GivenCloud cloud;

    RandomTroubles(Draw draw, GivenCloud cloud) {
        this.draw = draw;
        this.cloud = cloud;
    }

    /** Troubles some of a VPC's subnets, route tables, groups and interfaces. */
    void disturb(String vpc, List<String> subnets, List<String> tables, List<String> groups, List<String> interfaces) {
        if (draw.chance(30)) {
            String gone = vpc + "-gone";
            RouteTarget nowhere = draw.one(
                    Targets.nat(gone), Targets.eni(gone), Targets.igw(gone), new RouteTarget.Gone("pcx-0a1b2c3d"));
            cloud.route(draw.one(tables), draw.one(DESTINATIONS), nowhere);
        }
        if (draw.chance(10)) {
            cloud.detachInternetGateway(vpc);
        }
        if (draw.chance(20)) {
            addNatGatewayWithoutAddress(vpc + "-bare", draw.one(subnets));
            cloud.route(draw.one(tables), draw.one(DESTINATIONS), Targets.nat(vpc + "-bare"));
        }
        if (draw.chance(30)) {
            cloud.allowIn(draw.one(groups), "tcp 80 " + vpc + "-none");
        }
        if (draw.chance(25)) {
            cloud.state().natGateways().values().stream()
                    .filter(each -> each.vpcId().equals(Ids.vpc(vpc)))
                    .findFirst()
                    .ifPresent(each -> narrow(vpc, nameOfSubnet(vpc, each.subnetId())));
        }
        if (!interfaces.isEmpty()) {
            disturb(vpc, tables, groups, draw.one(interfaces));
        }
    }

    private void disturb(String vpc, List<String> tables, List<String> groups, String victim) {
        NetworkInterface each = Optional.ofNullable(cloud.state().interfaces().get(Ids.networkInterface(victim)))
                .orElseThrow();
        if (draw.chance(20)) {
            String twin = (draw.chance(50) ? "u" : "z") + vpc;
            cloud.instance(
                    twin,
                    nameOfSubnet(vpc, each.subnetId()),
                    each.privateAddress().toString(),
                    HOST,
                    groups.get(0));
            cloud.route(draw.one(tables), draw.one(DESTINATIONS), Targets.eni(twin));
        }
        if (each.publicAddress().isPresent() && draw.chance(15)) {
            String thief = vpc + "-thief";
            cloud.natGateway(
                    thief,
                    nameOfSubnet(vpc, each.subnetId()),
                    freeAddress(nameOfSubnet(vpc, each.subnetId())).toString(),
                    each.publicAddress().get().toString());
        }
        if (draw.chance(40)) {
            List<String> many = new ArrayList<>(groups);
            for (int i = 0; i < 4; i++) {
                many.add(vpc + "m" + i);
                cloud.group(vpc + "m" + i).allowIn(vpc + "m" + i, draw.one("tcp 443 ", "udp ", "icmp ") + EVERYWHERE);
            }
            cloud.groups(victim, many.toArray(String[]::new));
        }
    }

    /** Lets few answers into the subnet of a NAT gateway: not on the ports that it may choose. */
    private void narrow(String vpc, String subnet) {
        String acl = vpc + "-narrow";
        String inside = Optional.ofNullable(cloud.state().vpcs().get(Ids.vpc(vpc)))
                .orElseThrow()
                .cidr()
                .toString();
        cloud.acl(acl, vpc)
                .egress(acl, "100 allow all " + EVERYWHERE)
                .ingress(acl, "90 allow all " + inside, "100 allow tcp 1000-2000 " + EVERYWHERE)
                .guard(subnet, acl);
    }

    private void addNatGatewayWithoutAddress(String name, String subnet) {
        cloud.natGatewayWithoutAddress(name, subnet, freeAddress(subnet).toString());
    }

    /** Subnets are called after their VPC and counted. */
    private String nameOfSubnet(String vpc, SubnetId id) {
        int number = 0;
        while (!Ids.subnet(vpc + "s" + number).equals(id)) {
            number++;
        }
        return vpc + "s" + number;
    }

    /** The last but one that nobody has, as the last is popular. */
    private Ipv4 freeAddress(String subnet) {
        VpcState state = cloud.state();
        Subnet home =
                Optional.ofNullable(state.subnets().get(Ids.subnet(subnet))).orElseThrow();
        int offset = (int) home.cidr().size() - 3;
        while (isTaken(state, home, home.cidr().address(offset))) {
            offset--;
        }
        return home.cidr().address(offset);
    }

    private static boolean isTaken(VpcState state, Subnet home, Ipv4 address) {
        return state.interfaces().values().stream()
                        .anyMatch(each -> each.subnetId().equals(home.id())
                                && each.privateAddress().equals(address))
                || state.natGateways().values().stream()
                        .anyMatch(each -> each.subnetId().equals(home.id())
                                && each.privateAddress().equals(address));
    }
}
