// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Facts.Footprint;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SubnetId;

/** Reads from MidoNet alone where each cloud object is, and by which addresses it goes (eucanetd-vpcmido.md 7.4). */
final class Footprints {
    private final Recognition recognition;
    private final Topology observed;
    private final Map<Key, Device> devices;
    private final Map<String, SubnetId> subnetsOfDhcpHosts = new HashMap<>();
    private final Map<CloudId, Device> devicesBySubject = new HashMap<>();

    private Footprints(Recognition recognition, Map<Key, Device> devices) {
        this.recognition = recognition;
        this.observed = recognition.observed();
        this.devices = devices;
        devices.values()
                .forEach(device ->
                        LayoutNames.subject(device.key()).ifPresent(subject -> devicesBySubject.put(subject, device)));
        observed.all(Kind.DHCP_HOST, DhcpHost.class)
                .forEach(host -> host.name()
                        .ifPresent(name -> subnetOf(host.bridge())
                                .ifPresent(subnet -> subnetsOfDhcpHosts.putIfAbsent(name, subnet))));
    }

    /** By cloud id, everything of which something was recognised. */
    static Map<CloudId, Footprint> read(Recognition recognition, Map<Key, Device> devices) {
        Footprints footprints = new Footprints(recognition, devices);
        Map<CloudId, Footprint> found = new HashMap<>();
        recognition
                .keys()
                .map(Footprints::beginning)
                .distinct()
                .flatMap(key -> LayoutNames.subject(new Key(key)).stream())
                .forEach(subject -> found.put(subject, footprints.footprint(subject)));
        return found;
    }

    /** The two names with which a key begins. */
    private static String beginning(Key key) {
        int second = key.path().indexOf('/', key.path().indexOf('/') + 1);
        return second < 0 ? key.path() : key.path().substring(0, second);
    }

    private Footprint footprint(CloudId subject) {
        if (subject instanceof InstanceId || subject instanceof NetworkInterfaceId) {
            return new Footprint(
                    subnetOfInterface(subject).map(id -> id),
                    addresses(Keys.interfacePublicAddress(subject), Keys.interfacePrivateAddress(subject)),
                    Optional.empty());
        } else if (subject instanceof NatGatewayId nat) {
            Set<Ipv4> addresses = new TreeSet<>(addresses(Keys.natGatewayPublicAddress(nat)));
            recognition
                    .holder(Keys.natGatewaySubnetPort(nat), RouterPort.class)
                    .ifPresent(port -> addresses.add(port.address()));
            Optional<CloudId> within = devicesBySubject.get(nat) instanceof Device.NatRouter router
                    ? Optional.of(router.subnet())
                    : Optional.empty();
            return new Footprint(within, addresses, Optional.empty());
        } else if (subject instanceof SubnetId subnet) {
            Optional<CloudId> within = devicesBySubject.get(subnet) instanceof Device.SubnetBridge bridge
                    ? Optional.of(bridge.vpc())
                    : Optional.empty();
            return new Footprint(within, Set.of(), block(subnet));
        } else if (subject instanceof NetworkAclId acl) {
            return new Footprint(vpcOf(acl), Set.of(), Optional.empty());
        }
        return new Footprint(Optional.empty(), Set.of(), Optional.empty());
    }

    private Optional<SubnetId> subnetOfInterface(CloudId name) {
        return recognition
                .holder(Keys.interfacePort(name), BridgePort.class)
                .flatMap(port -> subnetOf(port.bridge()))
                .or(() -> Optional.ofNullable(subnetsOfDhcpHosts.get(name.value())));
    }

    private Optional<SubnetId> subnetOf(Key bridge) {
        return devices.get(bridge) instanceof Device.SubnetBridge subnet
                ? Optional.of(subnet.subnet())
                : Optional.empty();
    }

    private Optional<Cidr> block(SubnetId subnet) {
        return recognition
                .holder(Keys.subnetRouterPort(subnet), RouterPort.class)
                .map(RouterPort::network)
                .or(() -> recognition
                        .holder(Keys.subnetBridge(subnet), Bridge.class)
                        .flatMap(bridge -> observed.referringTo(bridge.key(), DhcpSubnet.class)
                                .map(DhcpSubnet::subnet)
                                .findFirst()));
    }

    private Optional<CloudId> vpcOf(NetworkAclId acl) {
        return Stream.of(Keys.networkAclIngressChain(acl), Keys.networkAclEgressChain(acl))
                .flatMap(key -> recognition.holder(key, Chain.class).stream())
                .flatMap(chain -> LayoutNames.vpcOfNetworkAcl(chain.name()).stream())
                .<CloudId>map(vpc -> vpc)
                .findFirst();
    }

    private Set<Ipv4> addresses(Key... groups) {
        return Stream.of(groups)
                .flatMap(group -> recognition.holder(group, IpAddrGroup.class).stream())
                .flatMap(group -> observed.referringTo(group.key(), IpAddrGroupAddr.class))
                .map(IpAddrGroupAddr::address)
                .collect(Collectors.toUnmodifiableSet());
    }
}
