// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.LayoutSettings.Opening;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Packet;
import org.vpcmido.model.verdict.Reason;
import org.vpcmido.model.verdict.Service;
import org.vpcmido.model.verdict.Verdict.Delivered;
import org.vpcmido.model.verdict.Verdict.Refused;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.VpcState;

/**
 * A comparison in which the judges differ, with what there is to know about it.
 *
 * @param comparison what they say
 * @param cloud what is asked for
 * @param held what of it is held
 * @param settings what the layout was told
 */
record Difference(Comparison comparison, VpcState cloud, HeldSubjects held, LayoutSettings settings) {
    private static final String NETWORK_ACLS = "network-acl/";

    /** The rules refuse it for one of {@code reasons}, and MidoNet delivers it. */
    boolean isLetThrough(Reason... reasons) {
        return comparison.agreement() == Agreement.LET_THROUGH
                && comparison.rules() instanceof Refused refused
                && Arrays.asList(reasons).contains(refused.reason());
    }

    /** The rules refuse it, and in MidoNet it got to {@code service}. */
    boolean arrivedAt(Service service) {
        return comparison.agreement() == Agreement.LET_THROUGH && arrivedOnlyAt(new Endpoint.AtService(service));
    }

    /** It came from outside and went there again, or left for a public address that leads to nobody in the cloud. */
    boolean isSentOnByTheEdge() {
        boolean isTransit = comparison.agreement() == Agreement.LET_THROUGH
                && comparison.sender().equals(new Endpoint.Outside());
        return arrivedOnlyAt(new Endpoint.Outside())
                && (isTransit
                        || isLetThrough(
                                Reason.NOT_OUR_ADDRESS,
                                Reason.UNASSIGNED_ADDRESS,
                                Reason.OTHER_VPC,
                                Reason.DETACHED_GATEWAY,
                                Reason.NAT_GATEWAY_UNSOLICITED));
    }

    private boolean arrivedOnlyAt(Endpoint endpoint) {
        return comparison.walk().landings().stream()
                .allMatch(landing -> landing.at().equals(Optional.of(endpoint)));
    }

    /** The rules deliver it to {@code service} under another address than the service's own, and MidoNet loses it. */
    boolean isLostOnTheWayTo(Service service) {
        return comparison.agreement() == Agreement.LOST
                && comparison.rules() instanceof Delivered delivered
                && delivered.at().equals(new Endpoint.AtService(service))
                && sender().flatMap(this::subnet)
                        .filter(subnet ->
                                subnet.resolver().equals(comparison.packet().destination()))
                        .isPresent();
    }

    /** It is for a service to which the settings do not let such packets pass, and MidoNet loses it. */
    boolean isShutBySetting() {
        return isLostOnTheWayTo(
                        Service.METADATA, each -> !settings.metadataEgress().contains(each))
                || isLostOnTheWayTo(
                        Service.RESOLVER, each -> !settings.dnsEgress().contains(each));
    }

    /** It is for the resolver by a protocol that the settings list without the other one, and MidoNet loses it. */
    boolean isShutBySwap() {
        return isLostOnTheWayTo(
                Service.RESOLVER,
                each -> settings.dnsEgress().contains(each)
                        && !settings.dnsEgress().contains(new Opening(other(each.protocol()), each.port())));
    }

    private boolean isLostOnTheWayTo(Service service, Predicate<Opening> by) {
        return comparison.agreement() == Agreement.LOST
                && comparison.rules() instanceof Delivered delivered
                && delivered.at().equals(new Endpoint.AtService(service))
                && opening(delivered.packet()).filter(by).isPresent();
    }

    /** By which opening it would get to a service. */
    private static Optional<Opening> opening(Packet packet) {
        return packet.ports()
                .map(ports -> new Opening(packet.protocol(), ports.destination().first()));
    }

    private static Protocol other(Protocol protocol) {
        return protocol.equals(Protocol.UDP) ? Protocol.TCP : Protocol.UDP;
    }

    /** A NAT gateway sent it to its own public address, took it for an answer, and gave it back to its sender. */
    boolean isReturnedByNatGateway() {
        Ipv4 destination = comparison.packet().destination();
        return comparison.agreement() == Agreement.LET_THROUGH
                && cloud.natGateways().values().stream()
                        .anyMatch(gateway -> gateway.publicAddress().equals(Optional.of(destination)))
                && arrivedOnlyAt(comparison.sender());
    }

    /** An interface without source check opened the conversation, under somebody else's address. */
    boolean isForwarded() {
        Ipv4 source = comparison.opening().packet().source();
        return sender().filter(each ->
                        !each.sourceDestCheck() && !each.privateAddress().equals(source))
                .isPresent();
    }

    /** It is for everybody or for many, and came only to interfaces of its sender's subnet. */
    boolean isFlooded() {
        return isLetThrough(Reason.NOT_UNICAST, Reason.RESERVED_ADDRESS)
                && sender().filter(from -> comparison.walk().peopled().stream()
                                .allMatch(landing -> landing.at().orElse(null) instanceof Endpoint.AtInterface at
                                        && networkInterface(at)
                                                .filter(each -> !each.sourceDestCheck()
                                                        && each.subnetId().equals(from.subnetId()))
                                                .isPresent()))
                        .isPresent();
    }

    /** An answer to a NAT gateway, on which an ACL of the one side and the other side differ. */
    boolean isNatAnswerJudgedByAcl() {
        Ipv4 destination = comparison.packet().destination();
        boolean isNatAnswer = comparison.isReply()
                && cloud.natGateways().values().stream()
                        .anyMatch(gateway -> gateway.publicAddress().equals(Optional.of(destination)));
        boolean lostByAcl = comparison.agreement() == Agreement.LOST
                && comparison
                        .walk()
                        .decidingRule()
                        .filter(rule -> rule.chain().path().startsWith(NETWORK_ACLS))
                        .isPresent();
        return isNatAnswer && (lostByAcl || isLetThrough(Reason.NETWORK_ACL));
    }

    /** A later fragment that the other side judges otherwise. */
    boolean isFragmentOfAllPorts() {
        return comparison.packet().isLaterFragment()
                && (comparison.agreement() == Agreement.LOST || isLetThrough(Reason.NETWORK_ACL));
    }

    /**
     * It is for or from the outside, and the cloud has no uplink that could be read: from there it never got into
     * MidoNet, and on its way there it was lost at the edge router, by no rule.
     */
    boolean isCutOffFromOutside() {
        return held.isEveryUplink()
                && comparison.agreement() == Agreement.LOST
                && (isKeptOutside() || isLostAtTheEdge());
    }

    private boolean isKeptOutside() {
        return comparison.sender().equals(new Endpoint.Outside())
                && comparison.walk().ingress().isEmpty();
    }

    private boolean isLostAtTheEdge() {
        List<Step> steps = comparison.walk().verdict().stream()
                .flatMap(verdict -> verdict.steps().stream())
                .filter(Step.Reached.class::isInstance)
                .toList();
        return comparison.rules() instanceof Delivered delivered
                && delivered.at().equals(new Endpoint.Outside())
                && comparison.walk().decidingRule().isEmpty()
                && !steps.isEmpty()
                && steps.get(steps.size() - 1).equals(new Step.Reached(Keys.EDGE_ROUTER));
    }

    /** Something that it depends on is held. */
    boolean isAboutHeld() {
        Stream<String> onTheWay = comparison.rules().trail().stream().map(step -> step.subject());
        Stream<String> arrived = comparison.walk().landings().stream()
                .flatMap(landing -> landing.at().stream())
                .map(Endpoint::toString);
        Stream<String> sender = Stream.of(comparison.opening().sender().toString());
        return Stream.of(onTheWay, arrived, sender).flatMap(each -> each).anyMatch(held::touches);
    }

    private Optional<NetworkInterface> sender() {
        return comparison.opening().sender() instanceof Endpoint.AtInterface from
                ? networkInterface(from)
                : Optional.empty();
    }

    private Optional<Subnet> subnet(NetworkInterface each) {
        return Optional.ofNullable(cloud.subnets().get(each.subnetId()));
    }

    private Optional<NetworkInterface> networkInterface(Endpoint.AtInterface at) {
        return Optional.ofNullable(cloud.interfaces().get(at.id()));
    }
}
