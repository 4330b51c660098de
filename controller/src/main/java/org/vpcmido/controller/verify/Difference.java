// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Outcome;
import org.vpcmido.midonet.trace.Step;
import org.vpcmido.midonet.trace.Verdict;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.verdict.Endpoint;
import org.vpcmido.model.verdict.Reason;
import org.vpcmido.model.verdict.Service;
import org.vpcmido.model.verdict.Verdict.Delivered;
import org.vpcmido.model.verdict.Verdict.Refused;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;

/**
 * A comparison in which the judges differ, with what there is to know about it.
 *
 * @param comparison what they say
 * @param cloud what is asked for, and what is held
 * @param topology what MidoNet has, with logical keys
 */
record Difference(Comparison comparison, Checked cloud, Topology topology) {
    private static final List<Cidr> PRIVATE =
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("172.16.0.0/12"), Cidr.of("192.168.0.0/16"));
    private static final int ECHO_REPLY = 0;
    private static final String NETWORK_ACLS = "network-acl/";
    private static final String SECURITY_GROUPS = "security-group/";

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

    boolean arrivedOutside() {
        return arrivedOnlyAt(new Endpoint.Outside());
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

    /** An interface without source check opened the conversation, under somebody else's address. */
    boolean isForwarded() {
        Ipv4 source = comparison.opening().packet().source();
        return sender().filter(each ->
                        !each.sourceDestCheck() && !each.privateAddress().equals(source))
                .isPresent();
    }

    /** A network ACL stopped it on its way to, or from, an interface that it is not for, or not of. */
    boolean isDetour() {
        boolean byAcl = comparison
                .walk()
                .decidingRule()
                .filter(rule -> rule.chain().path().startsWith(NETWORK_ACLS))
                .isPresent();
        return byAcl
                && comparison.agreement() == Agreement.LOST
                && comparison.rules() instanceof Delivered delivered
                && (isNotOf(delivered.at(), delivered.packet().destination())
                        || isNotOf(comparison.sender(), comparison.packet().source()));
    }

    /** An answer to a NAT gateway, on which an ACL of the one side and the other side differ. */
    boolean isNatAnswerJudgedByAcl() {
        Ipv4 destination = comparison.packet().destination();
        boolean isNatAnswer = comparison.isReply()
                && cloud.state().natGateways().values().stream()
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

    boolean isEchoReply() {
        return comparison
                .packet()
                .icmp()
                .filter(icmp -> icmp.type() == ECHO_REPLY)
                .isPresent();
    }

    /** It is for, or from, a private address that nobody in the VPC or VPCs concerned can have. */
    boolean isAboutPrivateElsewhere() {
        Ipv4 source = comparison.packet().source();
        boolean comesIn = isLetThrough(Reason.IMPOSSIBLE_SOURCE)
                && PRIVATE.stream().anyMatch(block -> block.contains(source))
                && comparison.walk().landings().stream().noneMatch(landing -> isOfItsVpc(landing, source));
        return comesIn || (isLetThrough(Reason.OTHER_VPC) && arrivedOutside());
    }

    private boolean isOfItsVpc(Walk.Landing landing, Ipv4 address) {
        return !(landing.at().orElse(null) instanceof Endpoint.AtInterface at)
                || networkInterface(at)
                        .map(each -> cloud.state().vpcs().get(each.vpcId()))
                        .filter(vpc -> !vpc.cidr().contains(address))
                        .isEmpty();
    }

    private boolean isNotOf(Endpoint endpoint, Ipv4 address) {
        return endpoint instanceof Endpoint.AtInterface at
                && networkInterface(at)
                        .filter(each -> !each.privateAddress().equals(address))
                        .isPresent();
    }

    /** A rule of a security group accepted it that refers to the members of a group. */
    boolean passedByGroupReference() {
        return comparison.walk().verdict().stream()
                .flatMap(Verdict::rules)
                .filter(step ->
                        step.outcome() == Outcome.ACCEPT && step.chain().path().startsWith(SECURITY_GROUPS))
                .map(Step.Matched::rule)
                .flatMap(key -> topology.find(key, Rule.class).stream())
                .anyMatch(rule -> rule.match().addressGroups().findAny().isPresent());
    }

    /** Something that it depends on is held. */
    boolean isAboutHeld() {
        return concerned().anyMatch(this::isHeld);
    }

    private boolean isHeld(String subject) {
        return cloud.holds().stream().anyMatch(hold -> hold.subject().equals(subject));
    }

    private Stream<String> concerned() {
        Stream<String> onTheWay = comparison.rules().trail().stream().map(step -> step.subject());
        Stream<String> arrived = comparison.walk().landings().stream()
                .flatMap(landing -> landing.at().stream())
                .map(Endpoint::toString);
        Stream<String> sender = Stream.of(comparison.opening().sender().toString());
        return Stream.of(onTheWay, arrived, sender)
                .flatMap(each -> each)
                .flatMap(this::withItsOwn)
                .distinct();
    }

    /** An interface depends on its instance, groups, VPC, and on its subnet's ACL and routes. */
    private Stream<String> withItsOwn(String subject) {
        Stream<String> own = cloud.state().interfaces().values().stream()
                .filter(each -> each.id().value().equals(subject))
                .flatMap(each -> Stream.of(
                                Stream.of(each.instanceId(), each.nameInMidonet(), each.vpcId(), each.subnetId()),
                                each.securityGroups().stream(),
                                subnet(each).stream()
                                        .flatMap(subnet -> Stream.of(subnet.networkAclId(), subnet.routeTableId())))
                        .flatMap(ids -> ids)
                        .map(Object::toString));
        return Stream.concat(Stream.of(subject), own);
    }

    private Optional<NetworkInterface> sender() {
        return comparison.opening().sender() instanceof Endpoint.AtInterface from
                ? networkInterface(from)
                : Optional.empty();
    }

    private Optional<Subnet> subnet(NetworkInterface each) {
        return Optional.ofNullable(cloud.state().subnets().get(each.subnetId()));
    }

    private Optional<NetworkInterface> networkInterface(Endpoint.AtInterface at) {
        return Optional.ofNullable(cloud.state().interfaces().get(at.id()));
    }
}
