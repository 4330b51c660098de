// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** Cloud ids for short names: the digits are the name's letters in hexadecimal, so that equal names give equal ids. */
public final class Ids {
    private Ids() {}

    public static VpcId vpc(String name) {
        return new VpcId("vpc-" + digits(name));
    }

    public static SubnetId subnet(String name) {
        return new SubnetId("subnet-" + digits(name));
    }

    public static RouteTableId routeTable(String name) {
        return new RouteTableId("rtb-" + digits(name));
    }

    public static NetworkAclId acl(String name) {
        return new NetworkAclId("acl-" + digits(name));
    }

    public static InternetGatewayId internetGateway(String name) {
        return new InternetGatewayId("igw-" + digits(name));
    }

    public static NatGatewayId natGateway(String name) {
        return new NatGatewayId("nat-" + digits(name));
    }

    public static InstanceId instance(String name) {
        return new InstanceId("i-" + digits(name));
    }

    public static NetworkInterfaceId networkInterface(String name) {
        return new NetworkInterfaceId("eni-" + digits(name));
    }

    public static SecurityGroupId group(String name) {
        return new SecurityGroupId("sg-" + digits(name));
    }

    /** At least 8 digits, at most 32, so a name has 16 letters at most. */
    private static String digits(String name) {
        String digits = HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
        return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }
}
