// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.VpcId;

/** What the cloud says nothing valid about stays in MidoNet as it is: from cloud ids and parts to keys. */
final class HoldCompiler implements ConceptCompiler {
    private static final Key SECURITY_GROUPS = new Key("security-group");
    private static final Key GATEWAYS = new Key("gateway");

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        EntityHold entities = new EntityHold(blueprint, draft);
        blueprint.holds().forEach(hold -> compile(hold, entities, blueprint, draft));
        blueprint.natGateways().stream()
                .filter(each -> each.publicAddress().isEmpty())
                .forEach(each -> {
                    entities.hold(each.id());
                    if (!blueprint.isHeld(each.id().value(), Hold.Part.PUBLIC_ADDRESS)) {
                        draft.report(Finding.warning(
                                each.id().value(),
                                "no-public-address",
                                each.id() + ": it has no public address to hide others behind",
                                "held until it has one"));
                    }
                });
    }

    private static void compile(Hold hold, EntityHold entities, Blueprint blueprint, Draft draft) {
        String subject = hold.subject();
        switch (hold.part()) {
            case ALL -> {
                entities.hold(subject);
                holdRoutes(subject, blueprint, draft);
            }
            case INGRESS, EGRESS -> holdRules(hold, draft);
            case NETWORK_ACL_ASSOCIATION -> holdAssociation(subject, draft, blueprint);
            case ROUTES -> holdRoutes(subject, blueprint, draft);
            case PUBLIC_ADDRESS ->
                interfaces(subject, blueprint).forEach(each -> holdPublicAddress(each, blueprint, draft));
            case MEMBERSHIP ->
                interfaces(hold.owner(), blueprint)
                        .forEach(each -> hold.group()
                                .ifPresentOrElse(
                                        group -> holdMembership(each, group, draft),
                                        () -> holdMemberships(each, blueprint, draft)));
            case GATEWAYS -> draft.hold(GATEWAYS);
            case DHCP_OPTIONS -> holdDhcpOptions(subject, blueprint, draft);
            // These are held where they are left out.
            case PLACEMENT, INTERNET_GATEWAY -> {}
        }
    }

    /** Everything in the chain, as one rule cannot be told from another without its wish. */
    private static void holdRules(Hold hold, Draft draft) {
        boolean ingress = hold.part() == Hold.Part.INGRESS;
        Optional<CloudId> subject = CloudIds.parse(hold.subject());
        subject.filter(SecurityGroupId.class::isInstance)
                .map(SecurityGroupId.class::cast)
                .map(id -> ingress ? Keys.groupIngressChain(id) : Keys.groupEgressChain(id))
                .ifPresent(chain -> draft.hold(chain, new Holds.OfKind(Kind.RULE)));
        subject.filter(NetworkAclId.class::isInstance)
                .map(NetworkAclId.class::cast)
                .map(id -> ingress ? Keys.networkAclIngressChain(id) : Keys.networkAclEgressChain(id))
                .ifPresent(chain -> draft.hold(chain, new Holds.OfKind(Kind.RULE)));
    }

    private static void holdAssociation(String subject, Draft draft, Blueprint blueprint) {
        for (Subnet subnet : blueprint.subnets()) {
            if (subnet.id().value().equals(subject)) {
                // With the drop that stands where the jump should be if the ACL was never known.
                draft.hold(Keys.subnetInChain(subnet.id()), new Holds.OfKind(Kind.RULE));
                draft.hold(Keys.subnetOutChain(subnet.id()), new Holds.OfKind(Kind.RULE));
                draft.hold(Keys.networkAcl(subnet.networkAclId()));
            }
        }
    }

    /** The routes of a subnet, or of every subnet of a route table, but for destinations that are stated validly. */
    private static void holdRoutes(String subject, Blueprint blueprint, Draft draft) {
        for (Subnet subnet : blueprint.subnets()) {
            boolean ofTable = subnet.routeTableId().value().equals(subject);
            if (ofTable || subnet.id().value().equals(subject)) {
                RouteTable table = blueprint.state().routeTables().get(subnet.routeTableId());
                Set<Cidr> known = table == null || !ofTable
                        ? Set.of()
                        : table.routes().stream()
                                .filter(route -> !(route.target() instanceof RouteTarget.Unresolvable))
                                .map(RouteTable.Route::destination)
                                .collect(Collectors.toSet());
                draft.hold(Keys.vpcRouter(subnet.vpcId()), new Holds.RoutesFrom(subnet.cidr(), known));
            }
        }
    }

    private static void holdDhcpOptions(String subject, Blueprint blueprint, Draft draft) {
        if (blueprint.corrections().include(Correction.DHCP_OPTIONS)) {
            blueprint.subnets().stream()
                    .filter(subnet -> subnet.vpcId().value().equals(subject))
                    .forEach(subnet -> {
                        Key bridge = Keys.subnetBridge(subnet.id());
                        draft.hold(bridge, new Holds.OfKind(Kind.DHCP_SUBNET));
                        draft.hold(bridge, new Holds.LeasesOf(machines(subnet.vpcId(), blueprint)));
                    });
        }
    }

    private static Set<MacAddress> machines(VpcId vpc, Blueprint blueprint) {
        return blueprint.interfaces(vpc).stream().map(NetworkInterface::mac).collect(Collectors.toUnmodifiableSet());
    }

    private static void holdPublicAddress(NetworkInterface each, Blueprint blueprint, Draft draft) {
        Set<Ipv4> addresses = new TreeSet<>(addressesFound(each, blueprint));
        addresses.remove(each.privateAddress());
        draft.hold(Keys.interfacePublicAddress(each.nameInMidonet()), new Holds.OfKind(Kind.IP_ADDR_GROUP_ADDR));
        for (Ipv4 address : addresses) {
            draft.hold(Keys.EDGE_ROUTER, address);
            draft.hold(Keys.vpcElasticIpChain(each.vpcId()), address);
            draft.hold(Keys.vpcPostChain(each.vpcId()), address);
            draft.hold(SECURITY_GROUPS, address);
        }
    }

    private static void holdMembership(NetworkInterface each, SecurityGroupId group, Draft draft) {
        Key key = Keys.securityGroup(group);
        draft.hold(Keys.networkInterface(each.nameInMidonet()), new Holds.ReferringTo(key));
        draft.hold(key, each.privateAddress());
        each.publicAddress().ifPresent(address -> draft.hold(key, address));
    }

    private static void holdMemberships(NetworkInterface each, Blueprint blueprint, Draft draft) {
        draft.hold(Keys.networkInterface(each.nameInMidonet()), new Holds.ReferringTo(SECURITY_GROUPS));
        draft.hold(SECURITY_GROUPS, each.privateAddress());
        addressesFound(each, blueprint).forEach(address -> draft.hold(SECURITY_GROUPS, address));
    }

    private static Set<Ipv4> addressesFound(NetworkInterface each, Blueprint blueprint) {
        Facts.Footprint footprint = blueprint.facts().footprints().get(each.nameInMidonet());
        return footprint == null ? Set.of() : footprint.addresses();
    }

    private static Set<NetworkInterface> interfaces(String subject, Blueprint blueprint) {
        return blueprint.interfaces().stream()
                .filter(each -> each.id().value().equals(subject)
                        || each.nameInMidonet().value().equals(subject))
                .collect(Collectors.toUnmodifiableSet());
    }
}
