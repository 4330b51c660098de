// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** Reads the names that the layout gives to its objects (eucanetd-vpcmido.md 7.2); empty for every other name. */
final class LayoutNames {
    /** Names of interface chains are cut to this length (eucanetd-vpcmido.md 5.3). */
    private static final int CHAIN_NAME_MAX = 31;

    private static final String TAP_PREFIX = "vn_";
    private static final String METADATA_TAP_PREFIX = "vn0_";
    private static final int SHORT_ID_DIGITS = 8;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8,32}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private LayoutNames() {}

    /** The router of that name. */
    static Optional<Device> router(String name) {
        String[] parts = name.split("_", -1);
        if (parts.length == 1) {
            return Optional.ofNullable(
                    Map.<String, Device>of("eucart", Device.Core.EDGE_ROUTER, "eucamdrt", Device.Core.METADATA_ROUTER)
                            .get(name));
        } else if (parts.length == 3 && parts[0].equals("vr")) {
            return vpc(parts[1]).flatMap(vpc -> number(parts[2]).map(number -> new Device.VpcRouter(vpc, number)));
        } else if (parts.length == 4 && parts[0].equals("natr")) {
            return natGateway(parts[1])
                    .flatMap(natGateway -> subnet(parts[2])
                            .flatMap(subnet ->
                                    number(parts[3]).map(number -> new Device.NatRouter(natGateway, subnet, number))));
        }
        return Optional.empty();
    }

    /** The bridge of that name. */
    static Optional<Device> bridge(String name) {
        String[] parts = name.split("_", -1);
        if (parts.length == 1) {
            return Optional.ofNullable(
                    Map.<String, Device>of("eucabr", Device.Core.EDGE_BRIDGE, "eucamdbr", Device.Core.METADATA_BRIDGE)
                            .get(name));
        } else if (parts.length == 3 && parts[0].equals("vb")) {
            return vpc(parts[1]).flatMap(vpc -> subnet(parts[2]).map(subnet -> new Device.SubnetBridge(vpc, subnet)));
        }
        return Optional.empty();
    }

    /** The chain of that name. */
    static Optional<Key> chain(String name) {
        String[] parts = name.split("_", -1);
        if (parts.length == 4 && parts[0].equals("acl")) {
            return vpc(parts[2])
                    .flatMap(vpc -> id(parts[3], "acl-", NetworkAclId::new))
                    .flatMap(acl -> choose(
                            parts[1],
                            Map.of(
                                    "ingress", Keys.networkAclIngressChain(acl),
                                    "egress", Keys.networkAclEgressChain(acl))));
        } else if (parts.length == 3) {
            return chain(parts, name.length());
        }
        return choose(
                name,
                Map.of(
                        "eucabr_infilter", Keys.EDGE_BRIDGE_IN_CHAIN,
                        "eucart_extportin", Keys.UPLINK_IN_CHAIN,
                        "eucart_extportout", Keys.UPLINK_OUT_CHAIN,
                        "eucamdrt_extportout", Keys.METADATA_OUT_CHAIN));
    }

    private static Optional<Key> chain(String[] parts, int nameLength) {
        String last = parts[2];
        return switch (parts[0]) {
            case "vc" -> vpc(parts[1]).flatMap(vpc -> choose(last, vpcChains(vpc)));
            case "sc" ->
                subnet(parts[1])
                        .flatMap(subnet -> choose(
                                last,
                                Map.of(
                                        "in",
                                        Keys.subnetInChain(subnet),
                                        "out",
                                        Keys.subnetOutChain(subnet),
                                        "rtin",
                                        Keys.subnetRouterInChain(subnet),
                                        "rtout",
                                        Keys.subnetRouterOutChain(subnet))));
            case "natc" ->
                natGateway(parts[1])
                        .flatMap(natGateway -> choose(
                                last,
                                Map.of(
                                        "rtin", Keys.natGatewayInChain(natGateway),
                                        "rtout", Keys.natGatewayOutChain(natGateway))));
            case "sg" ->
                securityGroup(last)
                        .flatMap(group -> choose(
                                parts[1],
                                Map.of(
                                        "ingress", Keys.groupIngressChain(group),
                                        "egress", Keys.groupEgressChain(group))));
            case "ic" ->
                networkInterface(parts[1]).flatMap(owner -> interfaceChain(owner, last, nameLength == CHAIN_NAME_MAX));
            default -> Optional.empty();
        };
    }

    private static Map<String, Key> vpcChains(VpcId vpc) {
        return Map.of(
                "prechain", Keys.vpcPreChain(vpc),
                "preelip", Keys.vpcElasticIpChain(vpc),
                "postchain", Keys.vpcPostChain(vpc),
                "edge", Keys.vpcEdgeChain(vpc),
                "mdulin", Keys.vpcMetadataInChain(vpc),
                "mdulout", Keys.vpcMetadataOutChain(vpc));
    }

    /** A cut suffix is told by at least {@code pr} or {@code po}. */
    private static Optional<Key> interfaceChain(CloudId owner, String suffix, boolean mayBeCut) {
        boolean cut = mayBeCut && suffix.length() >= 2;
        if (suffix.equals("prechain") || (cut && "prechain".startsWith(suffix))) {
            return Optional.of(Keys.interfacePreChain(owner));
        } else if (suffix.equals("postchain") || (cut && "postchain".startsWith(suffix))) {
            return Optional.of(Keys.interfacePostChain(owner));
        }
        return Optional.empty();
    }

    /** The address group of that name. */
    static Optional<Key> addressGroup(String name) {
        String[] parts = name.split("_", -1);
        if (parts.length == 3 && parts[0].equals("sg")) {
            return securityGroup(parts[2])
                    .flatMap(group -> choose(
                            parts[1],
                            Map.of(
                                    "priv", Keys.groupPrivateAddresses(group),
                                    "pub", Keys.groupPublicAddresses(group),
                                    "all", Keys.groupAllAddresses(group))));
        } else if (parts.length == 3 && parts[0].equals("elip")) {
            if (parts[1].equals("pre") && parts[2].startsWith("nat-")) {
                return natGateway(parts[2]).map(Keys::natGatewayPublicAddress);
            }
            return networkInterface(parts[2])
                    .flatMap(owner -> choose(
                            parts[1],
                            Map.of(
                                    "pre", Keys.interfacePublicAddress(owner),
                                    "post", Keys.interfacePrivateAddress(owner))));
        }
        return choose(name, Map.of("euca_version", Keys.VERSION, "metadata_ip", Keys.METADATA_ADDRESS));
    }

    /** The port group of that name. */
    static Optional<Key> portGroup(String name) {
        return choose(name, Map.of("eucapg", Keys.GATEWAY_PORTS));
    }

    /** The interface that a chain or address group with this name serves. */
    static Optional<CloudId> interfaceOf(String name) {
        String[] parts = name.split("_", -1);
        if (parts.length != 3) {
            return Optional.empty();
        } else if (parts[0].equals("ic")) {
            return networkInterface(parts[1]);
        }
        return parts[0].equals("elip") ? networkInterface(parts[2]) : Optional.empty();
    }

    /** The VPC of the network ACL that a chain with this name serves. */
    static Optional<VpcId> vpcOfNetworkAcl(String name) {
        String[] parts = name.split("_", -1);
        return parts.length == 4 && parts[0].equals("acl") ? vpc(parts[2]) : Optional.empty();
    }

    /** The cloud's id of whatever a key serves; empty for the core. */
    static Optional<CloudId> subject(Key key) {
        String[] parts = key.path().split("/", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "vpc" -> vpc(parts[1]).map(id -> id);
            case "subnet" -> subnet(parts[1]).map(id -> id);
            case "nat-gateway" -> natGateway(parts[1]).map(id -> id);
            case "network-acl" -> id(parts[1], "acl-", NetworkAclId::new);
            case "security-group" -> securityGroup(parts[1]).map(id -> id);
            case "interface" -> networkInterface(parts[1]);
            default -> Optional.empty();
        };
    }

    /** The id, cut to 8 digits, of the interface whose tap device has this name. */
    static Optional<CloudId> tap(String device) {
        return device.startsWith(TAP_PREFIX)
                ? networkInterface(device.substring(TAP_PREFIX.length()))
                : Optional.empty();
    }

    /** Whether this is the device by which eucanetd's old metadata proxies reached a subnet. */
    static boolean isMetadataTap(String device) {
        return device.startsWith(METADATA_TAP_PREFIX);
    }

    /** The id cut to 8 digits, as in names of tap devices. */
    static CloudId shortened(CloudId owner) {
        String value = owner.value();
        int length = value.indexOf('-') + 1 + SHORT_ID_DIGITS;
        if (value.length() == length) {
            return owner;
        }
        String cut = value.substring(0, length);
        return owner instanceof InstanceId ? new InstanceId(cut) : new NetworkInterfaceId(cut);
    }

    private static Optional<Key> choose(String name, Map<String, Key> keys) {
        return Optional.ofNullable(keys.get(name));
    }

    private static Optional<VpcId> vpc(String text) {
        return id(text, "vpc-", VpcId::new);
    }

    private static Optional<SubnetId> subnet(String text) {
        return id(text, "subnet-", SubnetId::new);
    }

    private static Optional<NatGatewayId> natGateway(String text) {
        return id(text, "nat-", NatGatewayId::new);
    }

    private static Optional<SecurityGroupId> securityGroup(String text) {
        return id(text, "sg-", SecurityGroupId::new);
    }

    private static Optional<CloudId> networkInterface(String text) {
        Optional<CloudId> instance = id(text, "i-", InstanceId::new);
        return instance.isPresent() ? instance : id(text, "eni-", NetworkInterfaceId::new);
    }

    private static <I> Optional<I> id(String text, String prefix, Function<String, ? extends I> id) {
        return text.startsWith(prefix)
                        && DIGITS.matcher(text)
                                .region(prefix.length(), text.length())
                                .matches()
                ? Optional.of(id.apply(text))
                : Optional.empty();
    }

    private static Optional<OptionalInt> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(OptionalInt.of(Integer.parseInt(text))) : Optional.empty();
    }
}
