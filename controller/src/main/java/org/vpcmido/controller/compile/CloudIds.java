// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** Tells from its text what kind of id it is, of those kinds that something in MidoNet is named after. */
final class CloudIds {
    private static final Map<String, Function<String, CloudId>> BY_PREFIX = Map.of(
            "vpc", VpcId::new,
            "subnet", SubnetId::new,
            "acl", NetworkAclId::new,
            "nat", NatGatewayId::new,
            "sg", SecurityGroupId::new,
            "i", InstanceId::new,
            "eni", NetworkInterfaceId::new);

    private CloudIds() {}

    /** Reads an id; empty if it is of another kind, or has another form than ids have. */
    static Optional<CloudId> parse(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0 || !text.substring(hyphen + 1).matches("[0-9a-f]{8,32}")) {
            return Optional.empty();
        }
        return Optional.ofNullable(BY_PREFIX.get(text.substring(0, hyphen))).map(kind -> kind.apply(text));
    }
}
