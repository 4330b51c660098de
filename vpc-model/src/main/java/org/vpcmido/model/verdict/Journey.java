// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.verdict.Verdict.Delivered;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable.Route;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.RouteTarget.ToInterface;
import org.vpcmido.model.vpc.RouteTarget.ToInternetGateway;
import org.vpcmido.model.vpc.RouteTarget.ToNatGateway;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** One packet's way through a cloud: which judges it meets, in which order. Used once. */
final class Journey {
    private final CloudIndex cloud;
    private final Set<Deviation> deviations;
    private final Probe opening;
    private final Optional<Conversation> answered;
    private final SecurityGroupJudge groups;
    private final NetworkAclJudge acls;
    private final ElasticIpTranslation elastic;
    private final OutsideWorld outside;
    private final Trail trail = new Trail();
    private final Set<NetworkInterfaceId> admittedBy = new LinkedHashSet<>();
    private Optional<NatGatewayId> passedNatGateway = Optional.empty();

    /**
     * Sets out.
     *
     * @param deviations the rules that do not count
     * @param opening the first packet of the conversation
     * @param answered what is remembered of it, if this journey is that of an answer
     */
    Journey(CloudIndex cloud, Set<Deviation> deviations, Probe opening, Optional<Conversation> answered) {
        this.cloud = cloud;
        this.deviations = deviations;
        this.opening = opening;
        this.answered = answered;
        AllowedTraffic allowed = AllowedTraffic.without(deviations);
        this.groups = new SecurityGroupJudge(cloud, allowed, deviations.contains(Deviation.MEMBERS_BY_PUBLIC_ADDRESS));
        this.acls = new NetworkAclJudge(cloud, allowed);
        this.elastic = new ElasticIpTranslation(cloud);
        this.outside = new OutsideWorld(cloud, !deviations.contains(Deviation.PRIVATE_ADDRESSES_OUTSIDE));
    }

    Verdict fromInterface(NetworkInterface sender, Packet packet) {
        Subnet subnet = cloud.subnet(sender.subnetId());
        Optional<Service> service = Service.of(subnet, packet);
        trail.note(sender.id(), "sends " + packet);
        if (service.filter(Service.DHCP::equals).isPresent()) {
            return delivered(new Endpoint.AtService(Service.DHCP), packet);
        } else if (!trail.passes(SourceDestCheck.onSending(sender, packet))) {
            return trail.refused();
        } else if (service.isPresent() && !service.get().isBehindSecurityGroups()) {
            admittedBy.add(sender.id());
            return delivered(new Endpoint.AtService(service.get()), packet);
        } else if (packet.destination().equals(sender.privateAddress())) {
            trail.note(sender.id(), "talks to itself, inside the guest");
            return delivered(new Endpoint.AtInterface(sender.id()), packet);
        } else if (!isCarried(packet) || !sends(sender, packet)) {
            return trail.refused();
        }
        return service.isPresent() ? delivered(new Endpoint.AtService(service.get()), packet) : forward(subnet, packet);
    }

    Verdict fromOutside(Packet packet) {
        trail.note("the outside", "sends " + packet);
        Optional<VpcId> receiver = cloud.interfaceBehind(packet.destination())
                .map(NetworkInterface::vpcId)
                .or(() -> cloud.natGatewayBehind(packet.destination()).map(NatGateway::vpcId));
        if (receiver.isEmpty()) {
            return trail.refused(
                    Reason.NOT_OUR_ADDRESS, "the outside", packet.destination() + " is nobody's public address");
        }
        return trail.passes(outside.sends(packet.source(), receiver.get())) ? inPublic(packet) : trail.refused();
    }

    /** Services answer the interface that asked, and nothing filters them. */
    Verdict fromService(Endpoint.AtService service, Packet packet) {
        trail.note(service, "answers " + packet);
        return delivered(opening.sender(), packet);
    }

    private boolean isCarried(Packet packet) {
        return leavesOut(Deviation.ANY_DESTINATION) || trail.passes(OutsideWorld.carries(packet.destination()));
    }

    /** From a subnet on: to a neighbour, or where the subnet's route table says. */
    private Verdict forward(Subnet from, Packet packet) {
        Ipv4 to = packet.destination();
        if (from.cidr().contains(to)) {
            trail.note(from.id(), to + " is in the same subnet");
            return crosses(from, from.id(), packet) ? toAddress(from, packet) : trail.refused();
        }
        Optional<Route> route = route(from, to);
        if (route.isEmpty()) {
            return trail.refused(Reason.NO_ROUTE, from.routeTableId(), "has no route to " + to);
        }
        RouteTarget target = route.get().target();
        trail.note(from.routeTableId(), "route " + route.get().destination() + " leads to " + target);
        if (target instanceof ToInternetGateway gateway) {
            return throughInternetGateway(from, gateway.id(), packet);
        } else if (target instanceof ToNatGateway gateway) {
            return cloud.natGateway(from.vpcId(), gateway.id())
                    .map(each -> throughNatGateway(from, each, packet))
                    .orElseGet(() -> blackhole(from, target));
        } else if (target instanceof ToInterface eni) {
            return cloud.interfaceOf(from.vpcId(), eni.id())
                    .map(each -> crosses(from, each.subnetId(), packet) ? toInterface(each, packet) : trail.refused())
                    .orElseGet(() -> blackhole(from, target));
        } else if (!target.leadsSomewhere()) {
            return blackhole(from, target);
        }
        return toOtherSubnet(from, packet);
    }

    private Optional<Route> route(Subnet from, Ipv4 to) {
        boolean all = !leavesOut(Deviation.ROUTES_TO_NOWHERE);
        return cloud.routes(from).towards(to, target -> all || cloud.isThere(from.vpcId(), target));
    }

    private Verdict blackhole(Subnet from, RouteTarget target) {
        return trail.refused(Reason.BLACKHOLE, from.routeTableId(), target + " is not there");
    }

    private Verdict toOtherSubnet(Subnet from, Packet packet) {
        Optional<Subnet> to = cloud.subnetAt(from.vpcId(), packet.destination());
        if (to.isEmpty()) {
            return trail.refused(
                    Reason.UNASSIGNED_ADDRESS, from.vpcId(), packet.destination() + " is in none of its subnets");
        }
        return crosses(from, to.get().id(), packet) ? toAddress(to.get(), packet) : trail.refused();
    }

    private Verdict toAddress(Subnet subnet, Packet packet) {
        Ipv4 to = packet.destination();
        if (!subnet.isAssignable(to)) {
            return trail.refused(Reason.RESERVED_ADDRESS, subnet.id(), to + " is one of its reserved addresses");
        }
        Optional<NatGateway> natGateway = cloud.natGatewayAt(subnet.vpcId(), to);
        if (natGateway.isPresent()) {
            return unsolicited(natGateway.get());
        }
        return cloud.interfaceAt(subnet.vpcId(), to)
                .map(each -> toInterface(each, packet))
                .orElseGet(() -> trail.refused(Reason.UNASSIGNED_ADDRESS, subnet.id(), "nobody has " + to));
    }

    private Verdict toInterface(NetworkInterface receiver, Packet packet) {
        return receives(receiver, packet)
                ? delivered(new Endpoint.AtInterface(receiver.id()), packet)
                : trail.refused();
    }

    private Verdict throughInternetGateway(Subnet from, InternetGatewayId gateway, Packet packet) {
        boolean leaves = trail.passes(acls.onLeaving(from, packet))
                && trail.passes(ElasticIpTranslation.isAttached(cloud.vpc(from.vpcId()), gateway))
                && trail.passes(elastic.canLeave(from.vpcId(), packet));
        return leaves ? inPublic(elastic.leaving(from.vpcId(), packet)) : trail.refused();
    }

    private Verdict throughNatGateway(Subnet from, NatGateway gateway, Packet packet) {
        Subnet home = cloud.subnet(gateway.subnetId());
        boolean leaves = crosses(from, home.id(), packet)
                && trail.passes(
                        NatGatewayTranslation.canLeave(gateway, packet, leavesOut(Deviation.NAT_GATEWAY_ECHO_REPLIES)))
                && trail.passes(acls.onLeaving(home, packet))
                && (leavesOut(Deviation.NAT_GATEWAY_OWN_WAY_OUT)
                        || trail.passes(wayOut(home, packet.destination(), Reason.NAT_GATEWAY_WITHOUT_WAY_OUT)));
        if (!leaves) {
            return trail.refused();
        }
        passedNatGateway = Optional.of(gateway.id());
        return inPublic(NatGatewayTranslation.leaving(gateway, packet));
    }

    /** A packet with public addresses on both sides: for somebody in the cloud, or for the outside. */
    private Verdict inPublic(Packet packet) {
        Ipv4 to = packet.destination();
        Optional<NetworkInterface> owner = cloud.interfaceBehind(to);
        if (owner.isPresent()) {
            return fromInternetGateway(owner.get(), packet);
        }
        Optional<NatGateway> natGateway = cloud.natGatewayBehind(to);
        if (natGateway.isPresent()) {
            return backThroughNatGateway(natGateway.get(), packet);
        }
        return trail.passes(outside.receives(to)) ? delivered(new Endpoint.Outside(), packet) : trail.refused();
    }

    private Verdict fromInternetGateway(NetworkInterface owner, Packet packet) {
        Subnet subnet = cloud.subnet(owner.subnetId());
        Packet inside = ElasticIpTranslation.entering(owner, packet);
        boolean isOpen = leavesOut(Deviation.ELASTIC_IP_WITHOUT_GATEWAY)
                || trail.passes(ElasticIpTranslation.hasGateway(cloud.vpc(owner.vpcId())));
        if (!isOpen) {
            return trail.refused();
        }
        trail.note("the internet gateway", "destination " + packet.destination() + " becomes " + inside.destination());
        boolean enters = trail.passes(acls.onEntering(subnet, inside))
                && receives(owner, inside)
                && (answered.isPresent()
                        || leavesOut(Deviation.NO_WAY_BACK)
                        || trail.passes(wayOut(subnet, inside.source(), Reason.NO_WAY_BACK)));
        return enters ? delivered(new Endpoint.AtInterface(owner.id()), inside) : trail.refused();
    }

    private Verdict backThroughNatGateway(NatGateway gateway, Packet packet) {
        Optional<Conversation> asked = answered.filter(conversation ->
                conversation.natGateway().filter(gateway.id()::equals).isPresent());
        if (asked.isEmpty()) {
            return unsolicited(gateway);
        }
        Subnet home = cloud.subnet(gateway.subnetId());
        boolean isOpen = leavesOut(Deviation.NAT_GATEWAY_OWN_WAY_OUT)
                || trail.passes(ElasticIpTranslation.hasGateway(cloud.vpc(gateway.vpcId())));
        boolean enters =
                isOpen && trail.passes(acls.onEntering(home, packet.withDestination(gateway.privateAddress())));
        if (!enters) {
            return trail.refused();
        }
        Packet restored = NatGatewayTranslation.returning(opening.packet(), packet);
        trail.note(gateway.id(), "destination " + packet.destination() + " becomes " + restored.destination());
        return forward(home, restored);
    }

    private Verdict unsolicited(NatGateway gateway) {
        return trail.refused(Reason.NAT_GATEWAY_UNSOLICITED, gateway.id(), "admits nothing that nobody asked for");
    }

    /** Whether {@code subnet} routes {@code address} to an internet gateway that is attached. */
    private Judgement wayOut(Subnet subnet, Ipv4 address, Reason otherwise) {
        Optional<RouteTarget> target = route(subnet, address).map(Route::target);
        boolean leadsOut = target.filter(ToInternetGateway.class::isInstance)
                .map(ToInternetGateway.class::cast)
                .filter(gateway -> cloud.vpc(subnet.vpcId()).internetGateways().contains(gateway.id()))
                .isPresent();
        String words =
                "leads " + address + " to " + target.map(RouteTarget::toString).orElse("nowhere");
        return leadsOut
                ? Judgement.pass(subnet.routeTableId(), words)
                : Judgement.refuse(otherwise, subnet.routeTableId(), words);
    }

    /** Network ACLs stand between subnets, and not within one. */
    private boolean crosses(Subnet from, SubnetId to, Packet packet) {
        if (leavesOut(Deviation.ACL_BY_ADDRESS)) {
            return passesByAddress(from, packet) && passesByAddress(cloud.subnet(to), packet);
        } else if (from.id().equals(to)) {
            return true;
        }
        return trail.passes(acls.onLeaving(from, packet)) && trail.passes(acls.onEntering(cloud.subnet(to), packet));
    }

    private boolean passesByAddress(Subnet subnet, Packet packet) {
        return (subnet.cidr().contains(packet.source()) || trail.passes(acls.onEntering(subnet, packet)))
                && (subnet.cidr().contains(packet.destination()) || trail.passes(acls.onLeaving(subnet, packet)));
    }

    private boolean leavesOut(Deviation rule) {
        return deviations.contains(rule);
    }

    private boolean sends(NetworkInterface sender, Packet packet) {
        admittedBy.add(sender.id());
        // What an error quotes is the sender's own word: it opens no way out to who may not send.
        return (!packet.isError() && remembers(sender)) || trail.passes(groups.onSending(sender, packet));
    }

    private boolean receives(NetworkInterface receiver, Packet packet) {
        admittedBy.add(receiver.id());
        return trail.passes(SourceDestCheck.onReceiving(receiver, packet))
                && (remembers(receiver) || trail.passes(groups.onReceiving(receiver, packet)));
    }

    private boolean remembers(NetworkInterface each) {
        boolean remembered = answered.filter(
                        conversation -> conversation.admittedBy().contains(each.id()))
                .isPresent();
        if (remembered) {
            trail.note(each.id(), "its security groups remember the conversation");
        }
        return remembered;
    }

    private Verdict delivered(Endpoint at, Packet packet) {
        Set<NetworkInterfaceId> remembering = ConnectionTracking.remembers(opening.packet()) ? admittedBy : Set.of();
        Conversation conversation = answered.orElseGet(() -> new Conversation(opening, remembering, passedNatGateway));
        return new Delivered(at, packet, conversation, trail.steps());
    }
}
