// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import java.util.NavigableMap;

/** A state while parts of it are being exchanged; what is not stays as it was. */
public final class VpcStateBuilder {
    private CloudConfiguration configuration;
    private NavigableMap<String, Host> hosts;
    private NavigableMap<VpcId, Vpc> vpcs;
    private NavigableMap<SubnetId, Subnet> subnets;
    private NavigableMap<RouteTableId, RouteTable> routeTables;
    private NavigableMap<NetworkAclId, NetworkAcl> networkAcls;
    private NavigableMap<NatGatewayId, NatGateway> natGateways;
    private NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces;
    private NavigableMap<SecurityGroupId, SecurityGroup> securityGroups;
    private final NavigableMap<DhcpOptionSetId, DhcpOptionSet> dhcpOptionSets;

    VpcStateBuilder(VpcState state) {
        configuration = state.configuration();
        hosts = state.hosts();
        vpcs = state.vpcs();
        subnets = state.subnets();
        routeTables = state.routeTables();
        networkAcls = state.networkAcls();
        natGateways = state.natGateways();
        interfaces = state.interfaces();
        securityGroups = state.securityGroups();
        dhcpOptionSets = state.dhcpOptionSets();
    }

    public VpcState build() {
        return new VpcState(
                configuration,
                hosts,
                vpcs,
                subnets,
                routeTables,
                networkAcls,
                natGateways,
                interfaces,
                securityGroups,
                dhcpOptionSets);
    }

    public VpcStateBuilder configuration(CloudConfiguration instead) {
        configuration = instead;
        return this;
    }

    public VpcStateBuilder hosts(NavigableMap<String, Host> instead) {
        hosts = instead;
        return this;
    }

    public VpcStateBuilder vpcs(NavigableMap<VpcId, Vpc> instead) {
        vpcs = instead;
        return this;
    }

    public VpcStateBuilder subnets(NavigableMap<SubnetId, Subnet> instead) {
        subnets = instead;
        return this;
    }

    public VpcStateBuilder routeTables(NavigableMap<RouteTableId, RouteTable> instead) {
        routeTables = instead;
        return this;
    }

    public VpcStateBuilder networkAcls(NavigableMap<NetworkAclId, NetworkAcl> instead) {
        networkAcls = instead;
        return this;
    }

    public VpcStateBuilder natGateways(NavigableMap<NatGatewayId, NatGateway> instead) {
        natGateways = instead;
        return this;
    }

    public VpcStateBuilder interfaces(NavigableMap<NetworkInterfaceId, NetworkInterface> instead) {
        interfaces = instead;
        return this;
    }

    public VpcStateBuilder securityGroups(NavigableMap<SecurityGroupId, SecurityGroup> instead) {
        securityGroups = instead;
        return this;
    }
}
