// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/**
 * Holds all that serves one entity: what is called after it, what MidoNet has inside it, and what others have about its
 * addresses.
 */
final class EntityHold {
    private static final Key SECURITY_GROUPS = new Key("security-group");

    private final Blueprint blueprint;
    private final Draft draft;
    private final Map<CloudId, List<CloudId>> contents;

    EntityHold(Blueprint blueprint, Draft draft) {
        this.blueprint = blueprint;
        this.draft = draft;
        this.contents = blueprint.facts().footprints().entrySet().stream()
                .filter(entry -> entry.getValue().within().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().within().orElseThrow(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    /** Holds a cloud id, or an uplink gateway by its name {@code HOST/DEVICE}. */
    void hold(String subject) {
        if (subject.contains("/")) {
            // What all of them announce is held where they are wired.
            draft.hold(new Key("gateway/" + subject));
        } else {
            CloudIds.parse(subject).ifPresent(this::hold);
        }
    }

    void hold(CloudId id) {
        if (id instanceof VpcId vpc) {
            draft.hold(Keys.vpc(vpc));
            holdTransit(vpc);
        } else if (id instanceof SubnetId subnet) {
            draft.hold(Keys.subnet(subnet));
            holdRoutes(subnet);
        } else if (id instanceof NetworkAclId acl) {
            draft.hold(Keys.networkAcl(acl));
        } else if (id instanceof SecurityGroupId group) {
            draft.hold(Keys.securityGroup(group));
        } else if (id instanceof NatGatewayId gateway) {
            draft.hold(Keys.natGateway(gateway));
            holdTransit(gateway);
            holdAddresses(gateway);
        } else {
            draft.hold(Keys.networkInterface(id));
            holdAddresses(id);
        }
        contents.getOrDefault(id, List.of()).forEach(this::hold);
    }

    /** The routes of the edge and metadata routers that lead to the entity's own router. */
    private void holdTransit(CloudId id) {
        Integer routerId = blueprint.facts().routerIds().get(id);
        if (routerId != null) {
            draft.hold(Keys.EDGE_ROUTER, blueprint.settings().transitAddress(routerId));
            draft.hold(Keys.METADATA_ROUTER, blueprint.settings().metadataTransitAddress(routerId));
        }
    }

    private void holdRoutes(SubnetId subnet) {
        Optional<Facts.Footprint> footprint = footprint(subnet);
        Optional<Cidr> block = footprint.flatMap(Facts.Footprint::block);
        footprint
                .flatMap(Facts.Footprint::within)
                .filter(VpcId.class::isInstance)
                .map(VpcId.class::cast)
                .ifPresent(vpc -> block.ifPresent(
                        source -> draft.hold(Keys.vpcRouter(vpc), new Holds.RoutesFrom(source, Set.of()))));
    }

    /** What the VPC, the subnet, the groups and the routers have about the addresses of an interface or NAT gateway. */
    private void holdAddresses(CloudId id) {
        footprint(id).ifPresent(footprint -> {
            Optional<SubnetId> subnet =
                    footprint.within().filter(SubnetId.class::isInstance).map(SubnetId.class::cast);
            Optional<VpcId> vpc = subnet.flatMap(this::footprint)
                    .flatMap(Facts.Footprint::within)
                    .filter(VpcId.class::isInstance)
                    .map(VpcId.class::cast);
            for (Ipv4 address : footprint.addresses()) {
                draft.hold(SECURITY_GROUPS, address);
                draft.hold(Keys.EDGE_ROUTER, address);
                subnet.ifPresent(each -> draft.hold(Keys.subnetBridge(each), address));
                vpc.ifPresent(each -> draft.hold(Keys.vpc(each), address));
            }
            holdIdentity(id, vpc);
        });
    }

    private void holdIdentity(CloudId id, Optional<VpcId> vpc) {
        Integer identityId = blueprint.facts().identityIds().get(id);
        if (identityId != null) {
            Ipv4 identity = blueprint.settings().identity(identityId);
            draft.hold(Keys.METADATA_ROUTER, identity);
            vpc.ifPresent(each -> draft.hold(Keys.vpc(each), identity));
        }
    }

    private Optional<Facts.Footprint> footprint(CloudId id) {
        return Optional.ofNullable(blueprint.facts().footprints().get(id));
    }
}
