// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/**
 * The logical names of everything that our layout has and that MidoNet gives an id. What has a natural key (addresses
 * of groups, links, bindings, table entries) or is named by its content (rules, routes) takes its name from its parent.
 *
 * <p>An interface goes by {@link org.vpcmido.model.vpc.NetworkInterface#nameInMidonet()}, the only name that MidoNet
 * knows it by.
 */
public final class Keys {
    /** Router {@code eucart}, which all traffic to and from the outside passes. */
    public static final Key EDGE_ROUTER = new Key("core/edge-router");

    /** The edge router's port towards the VPCs. */
    public static final Key EDGE_ROUTER_INNER_PORT = new Key("core/edge-router/inner-port");

    /** Bridge {@code eucabr}, which joins the edge router and the VPC routers. */
    public static final Key EDGE_BRIDGE = new Key("core/edge-bridge");

    /** The edge bridge's port towards the edge router. */
    public static final Key EDGE_BRIDGE_ROUTER_PORT = new Key("core/edge-bridge/router-port");

    /** Chain {@code eucabr_infilter}. */
    public static final Key EDGE_BRIDGE_IN_CHAIN = new Key("core/edge-bridge/in-chain");

    /** Chain {@code eucart_extportin}: what enters by a gateway port. */
    public static final Key UPLINK_IN_CHAIN = new Key("core/uplink-in-chain");

    /** Chain {@code eucart_extportout}: what leaves by a gateway port. */
    public static final Key UPLINK_OUT_CHAIN = new Key("core/uplink-out-chain");

    /** Port group {@code eucapg}. */
    public static final Key GATEWAY_PORTS = new Key("core/gateway-ports");

    /** Address group {@code euca_version}. */
    public static final Key VERSION = new Key("core/version");

    /** Address group {@code metadata_ip}. */
    public static final Key METADATA_ADDRESS = new Key("core/metadata-address");

    /** Router {@code eucamdrt}. */
    public static final Key METADATA_ROUTER = new Key("metadata/router");

    /** The metadata router's port towards the VPCs. */
    public static final Key METADATA_ROUTER_INNER_PORT = new Key("metadata/router/inner-port");

    /** The metadata router's port towards the cloud controller's host. */
    public static final Key METADATA_ROUTER_OUTER_PORT = new Key("metadata/router/outer-port");

    /** Bridge {@code eucamdbr}. */
    public static final Key METADATA_BRIDGE = new Key("metadata/bridge");

    /** The metadata bridge's port towards the metadata router. */
    public static final Key METADATA_BRIDGE_ROUTER_PORT = new Key("metadata/bridge/router-port");

    /** Chain {@code eucamdrt_extportout}. */
    public static final Key METADATA_OUT_CHAIN = new Key("metadata/out-chain");

    private Keys() {}

    /** The edge router's port on an uplink. */
    public static Key gatewayPort(String host, String device) {
        return Key.of("gateway", host, device, "port");
    }

    /** The BGP session of an uplink. */
    public static Key gatewayBgpPeer(String host, String device) {
        return Key.of("gateway", host, device, "bgp-peer");
    }

    /** Everything that serves a vpc lies below this. */
    public static Key vpc(VpcId vpc) {
        return Key.of("vpc", vpc.value());
    }

    /** Router {@code vr_V_r}. */
    public static Key vpcRouter(VpcId vpc) {
        return vpc(vpc).child("router");
    }

    /** The VPC router's port towards the edge bridge. */
    public static Key vpcUplink(VpcId vpc) {
        return vpc(vpc).child("uplink");
    }

    /** The edge bridge's port towards the VPC router. */
    public static Key vpcEdgePort(VpcId vpc) {
        return vpc(vpc).child("edge-port");
    }

    /** Chain {@code vc_V_prechain}: packets from the outside. */
    public static Key vpcPreChain(VpcId vpc) {
        return vpc(vpc).child("pre-chain");
    }

    /** Chain {@code vc_V_preelip}: elastic IPs to private addresses. */
    public static Key vpcElasticIpChain(VpcId vpc) {
        return vpc(vpc).child("elastic-ip-chain");
    }

    /** Chain {@code vc_V_postchain}: private addresses to elastic IPs. */
    public static Key vpcPostChain(VpcId vpc) {
        return vpc(vpc).child("post-chain");
    }

    /** Chain {@code vc_V_edge}: what passes between the edge bridge and the VPC's router. */
    public static Key vpcEdgeChain(VpcId vpc) {
        return vpc(vpc).child("edge-chain");
    }

    /** The VPC router's port towards the metadata bridge. */
    public static Key vpcMetadataUplink(VpcId vpc) {
        return vpc(vpc).child("metadata-uplink");
    }

    /** The metadata bridge's port towards the VPC router. */
    public static Key vpcMetadataPort(VpcId vpc) {
        return vpc(vpc).child("metadata-port");
    }

    /** Chain {@code vc_V_mdulin}. */
    public static Key vpcMetadataInChain(VpcId vpc) {
        return vpc(vpc).child("metadata-in-chain");
    }

    /** Chain {@code vc_V_mdulout}. */
    public static Key vpcMetadataOutChain(VpcId vpc) {
        return vpc(vpc).child("metadata-out-chain");
    }

    /** Everything that serves a subnet lies below this. */
    public static Key subnet(SubnetId subnet) {
        return Key.of("subnet", subnet.value());
    }

    /** The VPC router's port in the subnet. */
    public static Key subnetRouterPort(SubnetId subnet) {
        return subnet(subnet).child("router-port");
    }

    /** Bridge {@code vb_V_S}. */
    public static Key subnetBridge(SubnetId subnet) {
        return subnet(subnet).child("bridge");
    }

    /** The subnet bridge's port towards the VPC router. */
    public static Key subnetBridgeRouterPort(SubnetId subnet) {
        return subnet(subnet).child("bridge-router-port");
    }

    /** Chain {@code sc_S_in}. */
    public static Key subnetInChain(SubnetId subnet) {
        return subnet(subnet).child("in-chain");
    }

    /** Chain {@code sc_S_out}. */
    public static Key subnetOutChain(SubnetId subnet) {
        return subnet(subnet).child("out-chain");
    }

    /** Chain {@code sc_S_rtin}: what enters the VPC's router from the subnet. */
    public static Key subnetRouterInChain(SubnetId subnet) {
        return subnet(subnet).child("router-in-chain");
    }

    /** Chain {@code sc_S_rtout}: what leaves the VPC's router to the subnet. */
    public static Key subnetRouterOutChain(SubnetId subnet) {
        return subnet(subnet).child("router-out-chain");
    }

    /** The subnet bridge's port bound to {@code vn0_S} on the cloud controller's host. */
    public static Key subnetMetadataTap(SubnetId subnet) {
        return subnet(subnet).child("metadata-tap-port");
    }

    /** Everything that serves a nat gateway lies below this. */
    public static Key natGateway(NatGatewayId natGateway) {
        return Key.of("nat-gateway", natGateway.value());
    }

    /** Router {@code natr_G_S_r}. */
    public static Key natGatewayRouter(NatGatewayId natGateway) {
        return natGateway(natGateway).child("router");
    }

    /** The NAT gateway router's port towards the edge bridge. */
    public static Key natGatewayUplink(NatGatewayId natGateway) {
        return natGateway(natGateway).child("uplink");
    }

    /** The edge bridge's port towards the NAT gateway router. */
    public static Key natGatewayEdgePort(NatGatewayId natGateway) {
        return natGateway(natGateway).child("edge-port");
    }

    /** The NAT gateway router's port in its subnet. */
    public static Key natGatewaySubnetPort(NatGatewayId natGateway) {
        return natGateway(natGateway).child("subnet-port");
    }

    /** The subnet bridge's port towards the NAT gateway router. */
    public static Key natGatewayBridgePort(NatGatewayId natGateway) {
        return natGateway(natGateway).child("bridge-port");
    }

    /** Chain {@code natc_G_rtin}. */
    public static Key natGatewayInChain(NatGatewayId natGateway) {
        return natGateway(natGateway).child("in-chain");
    }

    /** Chain {@code natc_G_rtout}. */
    public static Key natGatewayOutChain(NatGatewayId natGateway) {
        return natGateway(natGateway).child("out-chain");
    }

    /** Address group {@code elip_pre_G}. */
    public static Key natGatewayPublicAddress(NatGatewayId natGateway) {
        return natGateway(natGateway).child("public-address");
    }

    /** Everything that serves a network ACL lies below this. */
    public static Key networkAcl(NetworkAclId networkAcl) {
        return Key.of("network-acl", networkAcl.value());
    }

    /** Chain {@code acl_ingress_V_A}. */
    public static Key networkAclIngressChain(NetworkAclId networkAcl) {
        return networkAcl(networkAcl).child("ingress-chain");
    }

    /** Chain {@code acl_egress_V_A}. */
    public static Key networkAclEgressChain(NetworkAclId networkAcl) {
        return networkAcl(networkAcl).child("egress-chain");
    }

    /** Everything that serves a security group lies below this. */
    public static Key securityGroup(SecurityGroupId group) {
        return Key.of("security-group", group.value());
    }

    /** Chain {@code sg_ingress_SG}. */
    public static Key groupIngressChain(SecurityGroupId group) {
        return securityGroup(group).child("ingress-chain");
    }

    /** Chain {@code sg_egress_SG}. */
    public static Key groupEgressChain(SecurityGroupId group) {
        return securityGroup(group).child("egress-chain");
    }

    /** Address group {@code sg_priv_SG}. */
    public static Key groupPrivateAddresses(SecurityGroupId group) {
        return securityGroup(group).child("private-addresses");
    }

    /** Address group {@code sg_pub_SG}. */
    public static Key groupPublicAddresses(SecurityGroupId group) {
        return securityGroup(group).child("public-addresses");
    }

    /** Address group {@code sg_all_SG}, the one that rules name. */
    public static Key groupAllAddresses(SecurityGroupId group) {
        return securityGroup(group).child("all-addresses");
    }

    /** Everything that serves an interface lies below this. */
    public static Key networkInterface(CloudId name) {
        return Key.of("interface", name.value());
    }

    /** The subnet bridge's port bound to the instance's tap device. */
    public static Key interfacePort(CloudId name) {
        return networkInterface(name).child("port");
    }

    /** Chain {@code ic_I_prechain}: what the instance sends. */
    public static Key interfacePreChain(CloudId name) {
        return networkInterface(name).child("pre-chain");
    }

    /** Chain {@code ic_I_postchain}: what the instance receives. */
    public static Key interfacePostChain(CloudId name) {
        return networkInterface(name).child("post-chain");
    }

    /** Address group {@code elip_pre_I}. */
    public static Key interfacePublicAddress(CloudId name) {
        return networkInterface(name).child("public-address");
    }

    /** Address group {@code elip_post_I}. */
    public static Key interfacePrivateAddress(CloudId name) {
        return networkInterface(name).child("private-address");
    }
}
