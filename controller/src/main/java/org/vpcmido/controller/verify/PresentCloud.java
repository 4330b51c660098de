// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * The cloud as MidoNet still has it: what is asked for, and the interfaces that are not any more, as far as their ports,
 * bridges and leases tell. Good for sending packets; groups, ACLs and routes of what is gone are known to MidoNet only.
 */
final class PresentCloud {
    private static final NetworkAclId UNKNOWN_ACL = new NetworkAclId("acl-00000000");
    private static final RouteTableId UNKNOWN_TABLE = new RouteTableId("rtb-00000000");

    private final VpcState wished;
    private final Topology present;
    private final NavigableMap<SubnetId, Subnet> subnets;
    private final NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces;

    private PresentCloud(VpcState wished, Topology present) {
        this.wished = wished;
        this.present = present;
        this.subnets = new TreeMap<>(wished.subnets());
        this.interfaces = new TreeMap<>(wished.interfaces());
    }

    static VpcState of(VpcState wished, Topology present) {
        PresentCloud cloud = new PresentCloud(wished, present);
        cloud.findGoneInterfaces();
        return wished.edit().subnets(cloud.subnets).interfaces(cloud.interfaces).build();
    }

    private void findGoneInterfaces() {
        Map<String, DhcpHost> leases = present.all(Kind.DHCP_HOST, DhcpHost.class)
                .filter(host -> host.name().isPresent())
                .collect(Collectors.toMap(host -> host.name().orElseThrow(), host -> host, (one, other) -> one));
        Set<Key> known = ports(wished.interfaces().values());
        present.all(Kind.PORT, BridgePort.class)
                .filter(port -> !known.contains(port.key()))
                .forEach(port -> name(port.key())
                        .flatMap(
                                name -> Optional.ofNullable(leases.get(name)).flatMap(lease -> gone(name, port, lease)))
                        .ifPresent(each -> interfaces.putIfAbsent(each.id(), each)));
    }

    private static Set<Key> ports(Collection<NetworkInterface> all) {
        Set<Key> ports = new HashSet<>();
        all.forEach(each -> ports.add(Crossings.port(each)));
        return ports;
    }

    /** Of {@code interface/NAME/port}. */
    private static Optional<String> name(Key port) {
        String[] names = port.path().split("/", -1);
        boolean isInterface = names.length == 3 && names[0].equals("interface") && names[2].equals("port");
        return isInterface ? Optional.of(names[1]) : Optional.empty();
    }

    private Optional<NetworkInterface> gone(String name, BridgePort port, DhcpHost lease) {
        boolean isPrimary = name.startsWith("i-");
        String digits = name.substring(name.indexOf('-') + 1);
        return lease.address()
                .flatMap(address -> subnet(port.device())
                        .map(subnet -> new NetworkInterface(
                                new NetworkInterfaceId("eni-" + digits),
                                new InstanceId("i-" + digits),
                                isPrimary ? 0 : 1,
                                subnet.vpcId(),
                                subnet.id(),
                                lease.mac(),
                                address,
                                Optional.empty(),
                                true,
                                List.of())));
    }

    /** Of {@code subnet/ID/bridge}. */
    private Optional<Subnet> subnet(Key bridge) {
        String[] names = bridge.path().split("/", -1);
        if (names.length != 3 || !names[0].equals("subnet")) {
            return Optional.empty();
        }
        SubnetId id = new SubnetId(names[1]);
        return Optional.ofNullable(subnets.get(id)).or(() -> goneSubnet(id));
    }

    private Optional<Subnet> goneSubnet(SubnetId id) {
        Optional<Subnet> gone = present.find(Keys.subnetRouterPort(id), RouterPort.class)
                .filter(port -> port.router().path().startsWith("vpc/"))
                .map(port -> new Subnet(
                        id,
                        new VpcId(port.router().path().split("/", -1)[1]),
                        port.network(),
                        "",
                        UNKNOWN_ACL,
                        UNKNOWN_TABLE));
        gone.ifPresent(subnet -> subnets.put(id, subnet));
        return gone;
    }
}
