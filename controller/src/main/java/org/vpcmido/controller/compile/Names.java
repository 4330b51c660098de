// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/**
 * The names that eucanetd gave to things in MidoNet, by which both sides recognise them (eucanetd-vpcmido.md 7.2). A
 * name of the core stands here too, so that no other class spells one.
 */
public final class Names {
    /** The tenant of everything that has one. */
    public static final String TENANT = "euca_tenant_1";

    public static final String EDGE_ROUTER = "eucart";
    public static final String EDGE_BRIDGE = "eucabr";
    public static final String EDGE_BRIDGE_IN_CHAIN = "eucabr_infilter";
    public static final String UPLINK_IN_CHAIN = "eucart_extportin";
    public static final String UPLINK_OUT_CHAIN = "eucart_extportout";
    public static final String GATEWAY_PORTS = "eucapg";
    public static final String VERSION = "euca_version";
    public static final String METADATA_ADDRESS = "metadata_ip";
    public static final String METADATA_ROUTER = "eucamdrt";
    public static final String METADATA_BRIDGE = "eucamdbr";
    public static final String METADATA_OUT_CHAIN = "eucamdrt_extportout";

    /** MidoNet's end of the veth pair to the metadata proxy. */
    public static final String METADATA_DEVICE = "eucamd_mido";

    private static final int SHORT_ID_DIGITS = 8;
    private static final int INTERFACE_CHAIN_MAX = 31;

    private Names() {}

    public static String vpcRouter(VpcId vpc, int routerId) {
        return "vr_" + vpc + "_" + routerId;
    }

    /** A chain of a VPC: {@code prechain}, {@code preelip}, {@code postchain}, {@code mdulin}, {@code mdulout} or {@code edge}. */
    public static String vpcChain(VpcId vpc, String role) {
        return "vc_" + vpc + "_" + role;
    }

    public static String subnetBridge(Subnet subnet) {
        return "vb_" + subnet.vpcId() + "_" + subnet.id();
    }

    /** A chain of a subnet: {@code in}, {@code out}, {@code rtin} or {@code rtout}. */
    public static String subnetChain(SubnetId subnet, String role) {
        return "sc_" + subnet + "_" + role;
    }

    /** The device on the cloud controller's host that eucanetd's older metadata service used. */
    public static String metadataTap(SubnetId subnet) {
        return "vn0_" + shortened(subnet).substring("subnet-".length());
    }

    public static String natGatewayRouter(NatGateway natGateway, int routerId) {
        return "natr_" + natGateway.id() + "_" + natGateway.subnetId() + "_" + routerId;
    }

    /** A chain of a NAT gateway: {@code rtin} or {@code rtout}. */
    public static String natGatewayChain(CloudId natGateway, String role) {
        return "natc_" + natGateway.value() + "_" + role;
    }

    /** A chain of a network ACL: {@code ingress} or {@code egress}. */
    public static String networkAclChain(NetworkAcl networkAcl, String direction) {
        return "acl_" + direction + "_" + networkAcl.vpcId() + "_" + networkAcl.id();
    }

    /** A chain of a security group: {@code ingress} or {@code egress}. */
    public static String groupChain(SecurityGroupId group, String direction) {
        return "sg_" + direction + "_" + group;
    }

    /** A set of a security group's addresses: {@code priv}, {@code pub} or {@code all}. */
    public static String groupAddresses(SecurityGroupId group, String which) {
        return "sg_" + which + "_" + group;
    }

    /** A chain of an interface: {@code prechain} or {@code postchain}, cut to eucanetd's 31 characters. */
    public static String interfaceChain(CloudId interfaceName, String role) {
        String name = "ic_" + interfaceName.value() + "_" + role;
        return name.length() <= INTERFACE_CHAIN_MAX ? name : name.substring(0, INTERFACE_CHAIN_MAX);
    }

    /** The public address of an interface or NAT gateway. */
    public static String publicAddress(CloudId name) {
        return "elip_pre_" + name.value();
    }

    /** The private address of an interface. */
    public static String privateAddress(CloudId name) {
        return "elip_post_" + name.value();
    }

    /** The tap that the node controller makes for an interface, which has room for a short id only. */
    public static String tap(CloudId interfaceName) {
        return "vn_" + shortened(interfaceName);
    }

    private static String shortened(CloudId id) {
        String value = id.value();
        return value.substring(0, Math.min(value.length(), value.indexOf('-') + 1 + SHORT_ID_DIGITS));
    }
}
