// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.VpcState;

/** What happens in a cloud that is measured, one after another. Used on one context. */
final class BenchEvents {
    private VpcState cloud;

    BenchEvents(VpcState cloud) {
        this.cloud = cloud;
    }

    /** A group gets one more rule. */
    VpcState rule() {
        SecurityGroup group = cloud.securityGroups().firstEntry().getValue();
        List<SecurityGroup.Rule> ingress = new ArrayList<>(group.ingress());
        Ipv4 somebody = Ipv4.of("198.18.0.10");
        ingress.add(GrownCloud.rule(
                Traffic.of(Protocol.TCP, PortRange.of(9418)), new SecurityGroup.PeerCidr(somebody.asCidr())));
        NavigableMap<SecurityGroupId, SecurityGroup> groups = new TreeMap<>(cloud.securityGroups());
        groups.put(group.id(), new SecurityGroup(group.id(), ingress, group.egress()));
        return with(cloud.hosts(), cloud.interfaces(), groups);
    }

    /** An instance starts beside the first one. */
    VpcState launch() {
        NetworkInterface like = cloud.interfaces().firstEntry().getValue();
        Subnet subnet =
                Optional.ofNullable(cloud.subnets().get(like.subnetId())).orElseThrow();
        InstanceId instance = new InstanceId("i-ffffff01");
        NetworkInterface started = new NetworkInterface(
                new NetworkInterfaceId("eni-ffffff01"),
                instance,
                0,
                like.vpcId(),
                like.subnetId(),
                MacAddress.of("d0:0d:ff:ff:ff:01"),
                subnet.cidr().address(200),
                Optional.empty(),
                true,
                like.securityGroups());
        NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces = new TreeMap<>(cloud.interfaces());
        interfaces.put(started.id(), started);
        NavigableMap<String, Host> hosts = new TreeMap<>(cloud.hosts());
        Host first = hosts.firstEntry().getValue();
        List<InstanceId> running = new ArrayList<>(first.instances());
        running.add(instance);
        hosts.put(first.name(), new Host(first.name(), first.zone(), running));
        return with(hosts, interfaces, cloud.securityGroups());
    }

    /** The first public address goes to the first interface that has none. */
    VpcState move() {
        NetworkInterface from = first(true);
        NetworkInterface to = first(false);
        NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces = new TreeMap<>(cloud.interfaces());
        interfaces.put(from.id(), from.withPublicAddress(Optional.empty()));
        interfaces.put(to.id(), to.withPublicAddress(from.publicAddress()));
        return with(cloud.hosts(), interfaces, cloud.securityGroups());
    }

    private NetworkInterface first(boolean isPublic) {
        return cloud.interfaces().values().stream()
                .filter(each -> each.publicAddress().isPresent() == isPublic)
                .findFirst()
                .orElseThrow();
    }

    private VpcState with(
            NavigableMap<String, Host> hosts,
            NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces,
            NavigableMap<SecurityGroupId, SecurityGroup> groups) {
        cloud = new VpcState(
                cloud.configuration(),
                hosts,
                cloud.vpcs(),
                cloud.subnets(),
                cloud.routeTables(),
                cloud.networkAcls(),
                cloud.natGateways(),
                interfaces,
                groups,
                cloud.dhcpOptionSets());
        return cloud;
    }
}
