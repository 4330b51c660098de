// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * The ids that we would give to what the layout has, by which we know what we made before a crash, or what was renamed
 * since. Nothing is computed until something is asked for.
 */
final class ComputedIds {
    private final VpcState cloud;
    private final Map<Kind, Map<UUID, Key>> keys = new EnumMap<>(Kind.class);
    private final Map<UUID, Device> devices = new HashMap<>();

    ComputedIds(VpcState cloud) {
        this.cloud = cloud;
    }

    /** The key that an observed resource of a kind has by its id. */
    Optional<Key> key(Kind kind, Key resource) {
        return resource.observedId()
                .filter(id -> Recognition.mayBeComputed(resource))
                .map(id -> index().getOrDefault(kind, Map.of()).get(id));
    }

    /** The device that an observed router or bridge is by its id. */
    Optional<Device> device(Key resource) {
        return resource.observedId()
                .filter(id -> Recognition.mayBeComputed(resource))
                .map(id -> {
                    index();
                    return devices.get(id);
                });
    }

    private Map<Kind, Map<UUID, Key>> index() {
        if (keys.isEmpty()) {
            core();
            cloud.vpcs().keySet().forEach(this::vpc);
            cloud.subnets().values().forEach(subnet -> {
                subnet(subnet.id());
                device(new Device.SubnetBridge(subnet.vpcId(), subnet.id()));
            });
            cloud.natGateways().values().forEach(nat -> {
                natGateway(nat.id());
                device(new Device.NatRouter(nat.id(), nat.subnetId(), OptionalInt.empty()));
            });
            cloud.networkAcls().keySet().forEach(this::networkAcl);
            cloud.securityGroups().keySet().forEach(this::securityGroup);
            cloud.interfaces().values().stream()
                    .map(NetworkInterface::nameInMidonet)
                    .forEach(this::networkInterface);
            cloud.configuration()
                    .gateways()
                    .forEach(gateway -> add(Kind.PORT, Keys.gatewayPort(gateway.host(), gateway.device())));
        }
        return keys;
    }

    private void core() {
        Stream.of(Device.Core.values()).forEach(this::device);
        add(
                Kind.CHAIN,
                Keys.EDGE_BRIDGE_IN_CHAIN,
                Keys.UPLINK_IN_CHAIN,
                Keys.UPLINK_OUT_CHAIN,
                Keys.METADATA_OUT_CHAIN);
        add(Kind.IP_ADDR_GROUP, Keys.VERSION, Keys.METADATA_ADDRESS);
        add(Kind.PORT_GROUP, Keys.GATEWAY_PORTS);
        add(
                Kind.PORT,
                Keys.EDGE_ROUTER_INNER_PORT,
                Keys.EDGE_BRIDGE_ROUTER_PORT,
                Keys.METADATA_ROUTER_INNER_PORT,
                Keys.METADATA_ROUTER_OUTER_PORT,
                Keys.METADATA_BRIDGE_ROUTER_PORT);
    }

    private void vpc(VpcId vpc) {
        device(new Device.VpcRouter(vpc, OptionalInt.empty()));
        add(
                Kind.PORT,
                Keys.vpcUplink(vpc),
                Keys.vpcEdgePort(vpc),
                Keys.vpcMetadataUplink(vpc),
                Keys.vpcMetadataPort(vpc));
        add(
                Kind.CHAIN,
                Keys.vpcPreChain(vpc),
                Keys.vpcElasticIpChain(vpc),
                Keys.vpcPostChain(vpc),
                Keys.vpcEdgeChain(vpc),
                Keys.vpcMetadataInChain(vpc),
                Keys.vpcMetadataOutChain(vpc));
    }

    private void subnet(SubnetId subnet) {
        add(
                Kind.PORT,
                Keys.subnetRouterPort(subnet),
                Keys.subnetBridgeRouterPort(subnet),
                Keys.subnetMetadataTap(subnet));
        add(
                Kind.CHAIN,
                Keys.subnetInChain(subnet),
                Keys.subnetOutChain(subnet),
                Keys.subnetRouterInChain(subnet),
                Keys.subnetRouterOutChain(subnet));
    }

    private void natGateway(NatGatewayId nat) {
        add(
                Kind.PORT,
                Keys.natGatewayUplink(nat),
                Keys.natGatewayEdgePort(nat),
                Keys.natGatewaySubnetPort(nat),
                Keys.natGatewayBridgePort(nat));
        add(Kind.CHAIN, Keys.natGatewayInChain(nat), Keys.natGatewayOutChain(nat));
        add(Kind.IP_ADDR_GROUP, Keys.natGatewayPublicAddress(nat));
    }

    private void networkAcl(NetworkAclId acl) {
        add(Kind.CHAIN, Keys.networkAclIngressChain(acl), Keys.networkAclEgressChain(acl));
    }

    private void securityGroup(SecurityGroupId group) {
        add(Kind.CHAIN, Keys.groupIngressChain(group), Keys.groupEgressChain(group));
        add(
                Kind.IP_ADDR_GROUP,
                Keys.groupPrivateAddresses(group),
                Keys.groupPublicAddresses(group),
                Keys.groupAllAddresses(group));
    }

    private void networkInterface(CloudId name) {
        add(Kind.PORT, Keys.interfacePort(name));
        add(Kind.CHAIN, Keys.interfacePreChain(name), Keys.interfacePostChain(name));
        add(Kind.IP_ADDR_GROUP, Keys.interfacePublicAddress(name), Keys.interfacePrivateAddress(name));
    }

    private void device(Device device) {
        devices.put(Recognition.computed(device.key()), device);
    }

    private void add(Kind kind, Key... all) {
        Map<UUID, Key> ofKind = keys.computeIfAbsent(kind, none -> new HashMap<>());
        for (Key key : all) {
            ofKind.put(Recognition.computed(key), key);
        }
    }
}
