// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.DhcpOptionSetId;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** Clouds of any size, always the same for the same size: what tenants have is spread evenly over VPCs and subnets. */
final class GrownCloud {
    private static final int FIRST_ASSIGNABLE = 4;
    private static final long MACS = 0xD00D_0000_0000L;
    private static final Ipv4 CONTROLLER = Ipv4.of("10.111.0.10");
    private static final Ipv4 FIRST_PUBLIC = Ipv4.of("203.0.64.10");
    private static final DhcpOptionSetId OPTIONS = new DhcpOptionSetId("dopt-00000001");

    private final CloudSize size;
    private final CloudDraft draft = new CloudDraft(OPTIONS);
    private int publicAddresses;

    private GrownCloud(CloudSize size) {
        this.size = size;
    }

    static VpcState of(CloudSize size) {
        GrownCloud cloud = new GrownCloud(size);
        for (int number = 0; number < size.vpcs(); number++) {
            cloud.vpc(number);
        }
        for (int number = 0; number < size.securityGroups(); number++) {
            cloud.group(number);
        }
        for (int number = 0; number < size.natGateways(); number++) {
            cloud.natGateway(number);
        }
        for (int number = 0; number < size.instances(); number++) {
            cloud.instance(number);
        }
        return cloud.state();
    }

    private void vpc(int number) {
        VpcId vpc = new VpcId(id("vpc", number));
        InternetGatewayId gateway = new InternetGatewayId(id("igw", number));
        Cidr block = Cidr.of("10." + number % 200 + ".0.0/16");
        draft.vpcs.add(new Vpc(vpc, block, Optional.of(OPTIONS), List.of(gateway)));
        NetworkAclId acl = acl(vpc, number);
        RouteTableId table = new RouteTableId(id("rtb", number));
        draft.routeTables.add(new RouteTable(
                table,
                vpc,
                List.of(
                        new RouteTable.Route(block, new RouteTarget.Local()),
                        new RouteTable.Route(Cidr.ANY, new RouteTarget.ToInternetGateway(gateway)))));
        for (int part = 0; part < size.subnetsPerVpc(); part++) {
            Cidr own = Cidr.of("10." + number % 200 + "." + part + ".0/24");
            SubnetId subnet = new SubnetId(id("subnet", number * size.subnetsPerVpc() + part));
            draft.subnets.add(new Subnet(subnet, vpc, own, "one", acl, table));
        }
    }

    private NetworkAclId acl(VpcId vpc, int number) {
        List<NetworkAcl.Entry> entries = List.of(
                new NetworkAcl.Entry(90, NetworkAcl.Action.DENY, Traffic.of(Protocol.TCP, PortRange.of(23)), Cidr.ANY),
                new NetworkAcl.Entry(100, NetworkAcl.Action.ALLOW, Traffic.all(), Cidr.ANY),
                new NetworkAcl.Entry(32767, NetworkAcl.Action.DENY, Traffic.all(), Cidr.ANY));
        NetworkAclId acl = new NetworkAclId(id("acl", number));
        draft.networkAcls.add(new NetworkAcl(acl, vpc, entries, entries));
        return acl;
    }

    /** Groups are dealt out to VPCs in turn. Everybody reaches the web, members reach each other, and the neighbouring group reaches one more port. */
    private void group(int number) {
        SecurityGroupId own = groupId(number);
        boolean isLast = number + size.vpcs() >= size.securityGroups();
        SecurityGroupId neighbour = groupId(isLast ? number % size.vpcs() : number + size.vpcs());
        draft.securityGroups.add(new SecurityGroup(
                own,
                List.of(
                        rule(Traffic.of(Protocol.TCP, PortRange.of(22)), new SecurityGroup.PeerCidr(Cidr.ANY)),
                        rule(
                                Traffic.of(Protocol.TCP, PortRange.of(8000 + number % 100)),
                                new SecurityGroup.PeerGroup(neighbour)),
                        rule(Traffic.all(), new SecurityGroup.PeerGroup(own))),
                List.of(rule(Traffic.all(), new SecurityGroup.PeerCidr(Cidr.ANY)))));
    }

    static SecurityGroup.Rule rule(Traffic traffic, SecurityGroup.Peer peer) {
        return new SecurityGroup.Rule(traffic, peer);
    }

    private static SecurityGroupId groupId(int number) {
        return new SecurityGroupId(id("sg", number));
    }

    private void natGateway(int number) {
        Subnet subnet = draft.subnets.get(number * size.subnetsPerVpc());
        draft.natGateways.add(new NatGateway(
                new NatGatewayId("nat-%017x".formatted(number + 1)),
                subnet.vpcId(),
                subnet.id(),
                Optional.of(new MacAddress(MACS + 0xF0_0000 + number)),
                subnet.cidr().address(250),
                Optional.of(nextPublicAddress())));
    }

    /** Some have a second interface, some a public address; groups are those of the VPC in turn. */
    private void instance(int number) {
        InstanceId instance = new InstanceId(id("i", number));
        draft.place(instance, node(number % size.nodes()));
        boolean isPublic = number < size.publicAddresses();
        add(instance, number, 0, isPublic ? Optional.of(nextPublicAddress()) : Optional.empty());
        if (number < size.interfaces() - size.instances()) {
            add(instance, number, 1, Optional.empty());
        }
    }

    private void add(InstanceId instance, int number, int device, Optional<Ipv4> publicAddress) {
        int vpc = number % size.vpcs();
        int turn = number / size.vpcs();
        Subnet subnet = draft.subnets.get(vpc * size.subnetsPerVpc() + turn % size.subnetsPerVpc());
        int serial = number + device * size.instances();
        int place = FIRST_ASSIGNABLE + 2 * (turn / size.subnetsPerVpc()) + device;
        int groupsPerVpc = Math.max(1, size.securityGroups() / size.vpcs());
        draft.interfaces.add(new NetworkInterface(
                new NetworkInterfaceId(id("eni", serial)),
                instance,
                device,
                subnet.vpcId(),
                subnet.id(),
                new MacAddress(MACS + serial + 1),
                subnet.cidr().address(place),
                publicAddress,
                true,
                List.of(groupId((vpc + (2 * turn + device) % groupsPerVpc * size.vpcs()) % size.securityGroups()))));
    }

    private Ipv4 nextPublicAddress() {
        return FIRST_PUBLIC.plus(publicAddresses++);
    }

    private static String node(int number) {
        return "10.111." + (1 + number / 200) + "." + (1 + number % 200);
    }

    static String id(String prefix, int number) {
        return "%s-%08x".formatted(prefix, number + 1);
    }

    private VpcState state() {
        for (int number = 0; number < size.nodes(); number++) {
            draft.node(node(number));
        }
        AddressRange publicAddresses =
                new AddressRange(FIRST_PUBLIC, FIRST_PUBLIC.plus(size.publicAddresses() + size.natGateways() + 100));
        return draft.state(CONTROLLER, "10.111.0.11", publicAddresses, node -> "one");
    }
}
