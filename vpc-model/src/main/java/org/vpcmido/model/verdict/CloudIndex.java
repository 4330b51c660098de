// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * A cloud, arranged for questions about packets. Of several owners of one private address the first by id counts, of
 * several owners of one public address none; entities whose VPC or subnet does not exist count for nothing.
 */
final class CloudIndex {
    private final VpcState state;
    private final Map<Ipv4, Integer> publicClaims = new HashMap<>();
    private final Map<VpcId, NavigableMap<Ipv4, Subnet>> subnets = new HashMap<>();
    private final Map<SubnetId, RouteLookup> routes = new HashMap<>();
    private final Map<VpcId, Map<Ipv4, NetworkInterface>> interfaces = new HashMap<>();
    private final Map<Ipv4, NetworkInterface> publicInterfaces = new HashMap<>();
    private final Map<VpcId, Map<Ipv4, NatGateway>> natGateways = new HashMap<>();
    private final Map<Ipv4, NatGateway> publicNatGateways = new HashMap<>();
    private final Map<VpcId, Map<SecurityGroupId, Set<Ipv4>>> members = new HashMap<>();

    CloudIndex(VpcState state) {
        this.state = state;
        Stream.concat(
                        state.interfaces().values().stream().map(NetworkInterface::publicAddress),
                        state.natGateways().values().stream().map(NatGateway::publicAddress))
                .flatMap(Optional::stream)
                .forEach(address -> publicClaims.merge(address, 1, Integer::sum));
        state.subnets().values().stream()
                .filter(subnet -> state.vpcs().containsKey(subnet.vpcId()))
                .forEach(this::addSubnet);
        state.interfaces().values().stream()
                .filter(each -> isWhole(each.vpcId(), each.subnetId()))
                .forEach(this::addInterface);
        state.natGateways().values().stream()
                .filter(each -> isWhole(each.vpcId(), each.subnetId()))
                .forEach(this::addNatGateway);
    }

    Vpc vpc(VpcId id) {
        return Optional.ofNullable(state.vpcs().get(id)).orElseThrow();
    }

    Subnet subnet(SubnetId id) {
        return Optional.ofNullable(state.subnets().get(id)).orElseThrow();
    }

    /** The subnet of a VPC that {@code address} lies in. */
    Optional<Subnet> subnetAt(VpcId vpc, Ipv4 address) {
        return Optional.ofNullable(subnets.getOrDefault(vpc, new TreeMap<>()).floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(subnet -> subnet.cidr().contains(address));
    }

    RouteLookup routes(Subnet subnet) {
        return Optional.ofNullable(routes.get(subnet.id())).orElseThrow();
    }

    /**
     * An interface by its id.
     *
     * @throws IllegalArgumentException if there is none, or its VPC or subnet is missing
     */
    NetworkInterface networkInterface(NetworkInterfaceId id) {
        return Optional.ofNullable(state.interfaces().get(id))
                .filter(each -> isWhole(each.vpcId(), each.subnetId()))
                .orElseThrow(() -> new IllegalArgumentException(id + " is no interface of this cloud"));
    }

    Optional<NetworkInterface> interfaceAt(VpcId vpc, Ipv4 address) {
        return Optional.ofNullable(interfaces.getOrDefault(vpc, Map.of()).get(address));
    }

    Optional<NetworkInterface> interfaceOf(VpcId vpc, NetworkInterfaceId id) {
        return Optional.ofNullable(state.interfaces().get(id))
                .filter(each -> each.vpcId().equals(vpc) && isWhole(vpc, each.subnetId()));
    }

    Optional<NetworkInterface> interfaceBehind(Ipv4 publicAddress) {
        return Optional.ofNullable(publicInterfaces.get(publicAddress));
    }

    Optional<NatGateway> natGateway(VpcId vpc, NatGatewayId id) {
        return Optional.ofNullable(state.natGateways().get(id))
                .filter(each -> each.vpcId().equals(vpc) && isWhole(vpc, each.subnetId()));
    }

    /** Whether there is something to send packets to at the end of a route of {@code vpc}. */
    boolean isThere(VpcId vpc, RouteTarget target) {
        if (target instanceof RouteTarget.ToInternetGateway gateway) {
            return vpc(vpc).internetGateways().contains(gateway.id());
        } else if (target instanceof RouteTarget.ToNatGateway gateway) {
            return natGateway(vpc, gateway.id()).isPresent();
        } else if (target instanceof RouteTarget.ToInterface eni) {
            return interfaceOf(vpc, eni.id()).isPresent();
        }
        return target.leadsSomewhere();
    }

    Optional<NatGateway> natGatewayAt(VpcId vpc, Ipv4 address) {
        return Optional.ofNullable(natGateways.getOrDefault(vpc, Map.of()).get(address));
    }

    Optional<NatGateway> natGatewayBehind(Ipv4 publicAddress) {
        return Optional.ofNullable(publicNatGateways.get(publicAddress));
    }

    Optional<NetworkAcl> networkAcl(NetworkAclId id) {
        return Optional.ofNullable(state.networkAcls().get(id));
    }

    Optional<SecurityGroup> securityGroup(SecurityGroupId id) {
        return Optional.ofNullable(state.securityGroups().get(id));
    }

    /** Whether {@code address} is the private address of a member of {@code group} in {@code vpc}. */
    boolean isMember(VpcId vpc, SecurityGroupId group, Ipv4 address) {
        return members.getOrDefault(vpc, Map.of()).getOrDefault(group, Set.of()).contains(address);
    }

    /** Whether {@code address} is the public address of a member of {@code group} in {@code vpc}. */
    boolean isPublicMember(VpcId vpc, SecurityGroupId group, Ipv4 address) {
        return interfaceBehind(address)
                .filter(each ->
                        each.vpcId().equals(vpc) && each.securityGroups().contains(group))
                .isPresent();
    }

    boolean hasPublicAddress(Ipv4 address) {
        return publicInterfaces.containsKey(address) || publicNatGateways.containsKey(address);
    }

    boolean isOfPublicPool(Ipv4 address) {
        return state.configuration().publicAddresses().stream().anyMatch(range -> range.contains(address));
    }

    boolean isInSomeVpc(Ipv4 address) {
        return state.vpcs().values().stream().anyMatch(vpc -> vpc.cidr().contains(address));
    }

    private boolean isClaimedOnce(Ipv4 publicAddress) {
        return publicClaims.getOrDefault(publicAddress, 0) == 1;
    }

    private boolean isWhole(VpcId vpc, SubnetId subnet) {
        return routes.containsKey(subnet) && subnet(subnet).vpcId().equals(vpc);
    }

    private void addSubnet(Subnet subnet) {
        subnets.computeIfAbsent(subnet.vpcId(), none -> new TreeMap<>())
                .putIfAbsent(subnet.cidr().network(), subnet);
        List<RouteTable.Route> table = Optional.ofNullable(state.routeTables().get(subnet.routeTableId()))
                .map(RouteTable::routes)
                .orElse(List.of());
        routes.put(subnet.id(), RouteLookup.of(vpc(subnet.vpcId()).cidr(), table));
    }

    private void addInterface(NetworkInterface each) {
        interfaces.computeIfAbsent(each.vpcId(), none -> new HashMap<>()).putIfAbsent(each.privateAddress(), each);
        each.publicAddress().filter(this::isClaimedOnce).ifPresent(address -> publicInterfaces.put(address, each));
        each.securityGroups()
                .forEach(group -> members.computeIfAbsent(each.vpcId(), none -> new HashMap<>())
                        .computeIfAbsent(group, none -> new HashSet<>())
                        .add(each.privateAddress()));
    }

    private void addNatGateway(NatGateway each) {
        natGateways.computeIfAbsent(each.vpcId(), none -> new HashMap<>()).putIfAbsent(each.privateAddress(), each);
        each.publicAddress().filter(this::isClaimedOnce).ifPresent(address -> publicNatGateways.put(address, each));
    }
}
