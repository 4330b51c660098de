// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAcl.Entry;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTable.Route;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * A cloud as a test describes it, by short names ({@link Ids} makes ids of them). Every method changes one thing that a
 * tenant or operator would change in one call. What does not exist is refused, so that a test cannot misspell.
 */
public final class GivenCloud {
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final long MAC_PREFIX = 0xd00dL << 32;

    private CloudConfiguration configuration;
    private final NavigableMap<String, Host> hosts = new TreeMap<>();
    private final NavigableMap<VpcId, Vpc> vpcs = new TreeMap<>();
    private final NavigableMap<SubnetId, Subnet> subnets = new TreeMap<>();
    private final NavigableMap<RouteTableId, RouteTable> routeTables = new TreeMap<>();
    private final NavigableMap<NetworkAclId, NetworkAcl> acls = new TreeMap<>();
    private final NavigableMap<NatGatewayId, NatGateway> natGateways = new TreeMap<>();
    private final NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces = new TreeMap<>();
    private final NavigableMap<SecurityGroupId, SecurityGroup> groups = new TreeMap<>();
    private final NavigableMap<InstanceId, List<NetworkInterface>> stopped = new TreeMap<>();
    private int macs;

    public GivenCloud(CloudConfiguration configuration) {
        this.configuration = configuration;
    }

    public VpcState state() {
        return new VpcState(
                configuration,
                hosts,
                vpcs,
                subnets,
                routeTables,
                acls,
                natGateways,
                interfaces,
                groups,
                new TreeMap<>());
    }

    /** Has these uplinks, and no others. */
    public GivenCloud gateways(UplinkGateway... instead) {
        configuration = configuration.withGateways(List.of(instead));
        return this;
    }

    /** A node controller with nothing running. */
    public GivenCloud host(String name, String zone) {
        hosts.put(name, new Host(name, zone, List.of()));
        return this;
    }

    /** A VPC with a main route table (local only) and a default network ACL, both of its name, and no gateway. */
    public GivenCloud vpc(String name, String cidr) {
        vpcs.put(Ids.vpc(name), new Vpc(Ids.vpc(name), Cidr.of(cidr), Optional.empty(), List.of()));
        routeTable(name, name).acl(name, name);
        return ingress(name, "100 allow all " + EVERYWHERE).egress(name, "100 allow all " + EVERYWHERE);
    }

    /** Attaches an internet gateway named like the VPC. */
    public GivenCloud attachInternetGateway(String vpc) {
        return internetGateways(vpc, List.of(Ids.internetGateway(vpc)));
    }

    public GivenCloud detachInternetGateway(String vpc) {
        return internetGateways(vpc, List.of());
    }

    /** A subnet under its VPC's main table and default ACL. */
    public GivenCloud subnet(String name, String vpc, String cidr, String zone) {
        SubnetId id = Ids.subnet(name);
        Cidr block = Cidr.of(cidr);
        subnets.put(id, new Subnet(id, Ids.vpc(vpc), block, zone, Ids.acl(vpc), Ids.routeTable(vpc)));
        return this;
    }

    /** Takes a subnet, in which nothing is left, out of the document. */
    public GivenCloud removeSubnet(String name) {
        subnets.remove(get(subnets, Ids.subnet(name)).id());
        return this;
    }

    /** Takes a VPC, in which nothing is left, out of the document, with its subnets, route tables and ACLs. */
    public GivenCloud removeVpc(String name) {
        VpcId gone = get(vpcs, Ids.vpc(name)).id();
        vpcs.remove(gone);
        subnets.values().removeIf(each -> each.vpcId().equals(gone));
        routeTables.values().removeIf(each -> each.vpcId().equals(gone));
        acls.values().removeIf(each -> each.vpcId().equals(gone));
        return this;
    }

    /** A route table with the local route. */
    public GivenCloud routeTable(String name, String vpc) {
        Route local = new Route(get(vpcs, Ids.vpc(vpc)).cidr(), new RouteTarget.Local());
        RouteTableId id = Ids.routeTable(name);
        routeTables.put(id, new RouteTable(id, Ids.vpc(vpc), List.of(local)));
        return this;
    }

    /** Adds a route, or replaces the one to the same destination. */
    public GivenCloud route(String table, String destination, RouteTarget target) {
        noRoute(table, destination);
        Route route = new Route(Cidr.of(destination), target);
        return routes(
                table, old -> Stream.concat(old.stream(), Stream.of(route)).toList());
    }

    public GivenCloud noRoute(String table, String destination) {
        Cidr block = Cidr.of(destination);
        return routes(
                table,
                old -> old.stream()
                        .filter(each -> !each.destination().equals(block))
                        .toList());
    }

    public GivenCloud associate(String subnet, String table) {
        get(routeTables, Ids.routeTable(table));
        return subnet(
                subnet,
                old -> new Subnet(
                        old.id(), old.vpcId(), old.cidr(), old.zone(), old.networkAclId(), Ids.routeTable(table)));
    }

    /** A network ACL that denies everything. */
    public GivenCloud acl(String name, String vpc) {
        List<Entry> denial = List.of(Notation.entry("32767 deny all " + EVERYWHERE));
        acls.put(Ids.acl(name), new NetworkAcl(Ids.acl(name), Ids.vpc(vpc), denial, denial));
        return this;
    }

    public GivenCloud removeAcl(String name) {
        acls.remove(get(acls, Ids.acl(name)).id());
        return this;
    }

    /** Adds ingress entries, in {@link Notation}. */
    public GivenCloud ingress(String acl, String... entries) {
        NetworkAcl old = get(acls, Ids.acl(acl));
        acls.put(
                old.id(),
                new NetworkAcl(old.id(), old.vpcId(), with(old.ingress(), Notation::entry, entries), old.egress()));
        return this;
    }

    /** Adds egress entries, in {@link Notation}. */
    public GivenCloud egress(String acl, String... entries) {
        NetworkAcl old = get(acls, Ids.acl(acl));
        acls.put(
                old.id(),
                new NetworkAcl(old.id(), old.vpcId(), old.ingress(), with(old.egress(), Notation::entry, entries)));
        return this;
    }

    /** Puts a subnet behind a network ACL. */
    public GivenCloud guard(String subnet, String acl) {
        get(acls, Ids.acl(acl));
        return subnet(
                subnet,
                old -> new Subnet(old.id(), old.vpcId(), old.cidr(), old.zone(), Ids.acl(acl), old.routeTableId()));
    }

    /** A security group as the API creates it: nothing in, everything out. */
    public GivenCloud group(String name) {
        groups.put(Ids.group(name), new SecurityGroup(Ids.group(name), List.of(), List.of()));
        return allowOut(name, "all " + EVERYWHERE);
    }

    public GivenCloud removeGroup(String name) {
        groups.remove(get(groups, Ids.group(name)).id());
        return this;
    }

    /** Adds ingress rules, in {@link Notation}. */
    public GivenCloud allowIn(String group, String... rules) {
        SecurityGroup old = get(groups, Ids.group(group));
        groups.put(old.id(), new SecurityGroup(old.id(), with(old.ingress(), Notation::rule, rules), old.egress()));
        return this;
    }

    /** Adds egress rules, in {@link Notation}. */
    public GivenCloud allowOut(String group, String... rules) {
        SecurityGroup old = get(groups, Ids.group(group));
        groups.put(old.id(), new SecurityGroup(old.id(), old.ingress(), with(old.egress(), Notation::rule, rules)));
        return this;
    }

    public GivenCloud revokeIn(String group) {
        SecurityGroup old = get(groups, Ids.group(group));
        groups.put(old.id(), new SecurityGroup(old.id(), List.of(), old.egress()));
        return this;
    }

    public GivenCloud revokeOut(String group) {
        SecurityGroup old = get(groups, Ids.group(group));
        groups.put(old.id(), new SecurityGroup(old.id(), old.ingress(), List.of()));
        return this;
    }

    /** Launches an instance of one interface, both of that name. */
    public GivenCloud instance(String name, String subnet, String address, String host, String... groupNames) {
        return place(Ids.instance(name), host).attach(name, name, 0, subnet, address, groupNames);
    }

    /** Stops an instance: its interfaces leave the document, and are kept for its start. */
    public GivenCloud stop(String name) {
        InstanceId instance = Ids.instance(name);
        List<NetworkInterface> own = interfaces.values().stream()
                .filter(each -> each.instanceId().equals(instance))
                .toList();
        own.forEach(each -> interfaces.remove(each.id()));
        stopped.put(instance, own);
        return unplace(instance);
    }

    /** Starts a stopped instance, as it was, on a host. */
    public GivenCloud start(String name, String host) {
        InstanceId instance = Ids.instance(name);
        get(stopped, instance).forEach(each -> interfaces.put(each.id(), each));
        stopped.remove(instance);
        return place(instance, host);
    }

    /** Moves a running instance, with all that is attached to it, to another host. */
    public GivenCloud migrate(String instance, String host) {
        return unplace(Ids.instance(instance)).place(Ids.instance(instance), host);
    }

    private GivenCloud place(InstanceId instance, String host) {
        Host old = get(hosts, host);
        hosts.put(
                host,
                old.withInstances(Stream.concat(old.instances().stream(), Stream.of(instance))
                        .toList()));
        return this;
    }

    private GivenCloud unplace(InstanceId instance) {
        hosts.replaceAll((name, host) -> host.withInstances(
                host.instances().stream().filter(each -> !each.equals(instance)).toList()));
        return this;
    }

    /** Attaches a further interface to an instance. */
    public GivenCloud attach(
            String name, String instance, int deviceIndex, String subnet, String address, String... groupNames) {
        Subnet home = get(subnets, Ids.subnet(subnet));
        NetworkInterfaceId id = Ids.networkInterface(name);
        List<SecurityGroupId> held = Stream.of(groupNames).map(Ids::group).toList();
        held.forEach(group -> get(groups, group));
        interfaces.put(
                id,
                new NetworkInterface(
                        id,
                        Ids.instance(instance),
                        deviceIndex,
                        home.vpcId(),
                        home.id(),
                        new MacAddress(MAC_PREFIX + ++macs),
                        Ipv4.of(address),
                        Optional.empty(),
                        true,
                        held));
        return this;
    }

    /** Detaches an interface, or terminates the instance that has no other. */
    public GivenCloud remove(String networkInterface) {
        NetworkInterface gone = get(interfaces, Ids.networkInterface(networkInterface));
        interfaces.remove(gone.id());
        boolean isLast =
                interfaces.values().stream().noneMatch(each -> each.instanceId().equals(gone.instanceId()));
        return isLast ? unplace(gone.instanceId()) : this;
    }

    /** Associates a public address, whoever had it before. */
    public GivenCloud elasticIp(String networkInterface, String address) {
        Ipv4 moved = Ipv4.of(address);
        List<NetworkInterface> former = interfaces.values().stream()
                .filter(each -> each.publicAddress().filter(moved::equals).isPresent())
                .toList();
        former.forEach(each -> interfaces.put(each.id(), changed(each, Optional.empty(), each.sourceDestCheck())));
        NetworkInterface owner = get(interfaces, Ids.networkInterface(networkInterface));
        interfaces.put(owner.id(), changed(owner, Optional.of(moved), owner.sourceDestCheck()));
        return this;
    }

    public GivenCloud noElasticIp(String networkInterface) {
        NetworkInterface owner = get(interfaces, Ids.networkInterface(networkInterface));
        interfaces.put(owner.id(), changed(owner, Optional.empty(), owner.sourceDestCheck()));
        return this;
    }

    public GivenCloud sourceDestCheck(String networkInterface, boolean on) {
        NetworkInterface old = get(interfaces, Ids.networkInterface(networkInterface));
        interfaces.put(old.id(), changed(old, old.publicAddress(), on));
        return this;
    }

    /** Gives an interface these groups, and no others. */
    public GivenCloud groups(String networkInterface, String... groupNames) {
        NetworkInterface old = get(interfaces, Ids.networkInterface(networkInterface));
        List<SecurityGroupId> held = Stream.of(groupNames).map(Ids::group).toList();
        held.forEach(group -> get(groups, group));
        interfaces.put(old.id(), changed(old, old.publicAddress(), old.sourceDestCheck(), held));
        return this;
    }

    public GivenCloud natGateway(String name, String subnet, String privateAddress, String publicAddress) {
        return natGateway(name, subnet, privateAddress, Optional.of(Ipv4.of(publicAddress)));
    }

    /** A NAT gateway that has lost its public address, or has none yet. */
    public GivenCloud natGatewayWithoutAddress(String name, String subnet, String privateAddress) {
        return natGateway(name, subnet, privateAddress, Optional.empty());
    }

    private GivenCloud natGateway(String name, String subnet, String privateAddress, Optional<Ipv4> outer) {
        Subnet home = get(subnets, Ids.subnet(subnet));
        NatGatewayId id = Ids.natGateway(name);
        Optional<MacAddress> mac = Optional.of(new MacAddress(MAC_PREFIX + ++macs));
        natGateways.put(id, new NatGateway(id, home.vpcId(), home.id(), mac, Ipv4.of(privateAddress), outer));
        return this;
    }

    /** Takes its public address from a NAT gateway, which stays. */
    public GivenCloud natGatewayWithoutAddress(String name) {
        NatGateway old = get(natGateways, Ids.natGateway(name));
        natGateways.put(old.id(), old.withPublicAddress(Optional.empty()));
        return this;
    }

    public GivenCloud removeNatGateway(String name) {
        natGateways.remove(get(natGateways, Ids.natGateway(name)).id());
        return this;
    }

    private GivenCloud internetGateways(String vpc, List<InternetGatewayId> ids) {
        Vpc old = get(vpcs, Ids.vpc(vpc));
        vpcs.put(old.id(), new Vpc(old.id(), old.cidr(), old.dhcpOptionSet(), ids));
        return this;
    }

    private GivenCloud routes(String table, UnaryOperator<List<Route>> change) {
        RouteTable old = get(routeTables, Ids.routeTable(table));
        routeTables.put(old.id(), new RouteTable(old.id(), old.vpcId(), change.apply(old.routes())));
        return this;
    }

    private GivenCloud subnet(String name, UnaryOperator<Subnet> change) {
        Subnet old = get(subnets, Ids.subnet(name));
        subnets.put(old.id(), change.apply(old));
        return this;
    }

    private static NetworkInterface changed(NetworkInterface old, Optional<Ipv4> publicAddress, boolean check) {
        return changed(old, publicAddress, check, old.securityGroups());
    }

    private static NetworkInterface changed(
            NetworkInterface old, Optional<Ipv4> publicAddress, boolean check, List<SecurityGroupId> held) {
        return new NetworkInterface(
                old.id(),
                old.instanceId(),
                old.deviceIndex(),
                old.vpcId(),
                old.subnetId(),
                old.mac(),
                old.privateAddress(),
                publicAddress,
                check,
                held);
    }

    private static <T> List<T> with(List<T> old, Function<String, T> notation, String... added) {
        return Stream.concat(old.stream(), Stream.of(added).map(notation)).toList();
    }

    private static <K, V> V get(NavigableMap<K, V> map, K key) {
        return Optional.ofNullable(map.get(key)).orElseThrow(() -> new IllegalArgumentException("no " + key));
    }
}
