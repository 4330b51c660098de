// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import org.vpcmido.model.vpc.RouteTarget;

/** Where routes lead, by short names. */
public final class Targets {
    private Targets() {}

    /** The internet gateway of a VPC, which has the VPC's name. */
    public static RouteTarget igw(String vpc) {
        return new RouteTarget.ToInternetGateway(Ids.internetGateway(vpc));
    }

    public static RouteTarget nat(String name) {
        return new RouteTarget.ToNatGateway(Ids.natGateway(name));
    }

    public static RouteTarget eni(String name) {
        return new RouteTarget.ToInterface(Ids.networkInterface(name));
    }
}
