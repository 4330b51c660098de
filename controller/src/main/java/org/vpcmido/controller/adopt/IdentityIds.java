// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Facts.Footprint;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * Finds the number of each interface's metadata identity in the NAT rules of its VPC (eucanetd-vpcmido.md 4.6), and
 * checks it against the metadata router's routes.
 */
final class IdentityIds {
    private static final int ONE_ADDRESS_BITS = 32;

    private final Recognition recognition;
    private final LayoutSettings settings;
    private final Map<CloudId, Integer> routerIds;
    /** Who has a private address in a VPC. */
    private final Map<VpcId, Map<Ipv4, CloudId>> interfaces = new HashMap<>();

    private final NavigableMap<CloudId, Integer> found = new TreeMap<>();
    private final Map<Integer, VpcId> users = new HashMap<>();
    private final Set<Integer> reserved = new TreeSet<>();

    private IdentityIds(Recognition recognition, LayoutSettings settings, Map<CloudId, Integer> routerIds) {
        this.recognition = recognition;
        this.settings = settings;
        this.routerIds = routerIds;
    }

    static Numbers read(
            Recognition recognition,
            LayoutSettings settings,
            Map<CloudId, Integer> routerIds,
            Map<CloudId, Footprint> footprints,
            VpcState cloud) {
        IdentityIds ids = new IdentityIds(recognition, settings, routerIds);
        cloud.interfaces().values().forEach(each -> ids.add(each.vpcId(), each.privateAddress(), each.nameInMidonet()));
        new TreeMap<>(footprints).forEach((name, footprint) -> ids.add(footprints, name, footprint));
        Set<VpcId> vpcs = new TreeSet<>();
        footprints.keySet().forEach(id -> {
            if (id instanceof VpcId vpc) {
                vpcs.add(vpc);
            }
        });
        vpcs.forEach(ids::read);
        ids.routes();
        ids.reserved.removeAll(ids.found.values());
        return new Numbers(ids.found, ids.reserved);
    }

    private void add(Map<CloudId, Footprint> footprints, CloudId name, Footprint footprint) {
        Optional<VpcId> vpc = footprint
                .within()
                .filter(SubnetId.class::isInstance)
                .map(footprints::get)
                .flatMap(Footprint::within)
                .filter(VpcId.class::isInstance)
                .map(VpcId.class::cast);
        recognition
                .holder(Keys.interfacePrivateAddress(name), IpAddrGroup.class)
                .ifPresent(group -> vpc.ifPresent(present -> recognition
                        .observed()
                        .referringTo(group.key(), IpAddrGroupAddr.class)
                        .forEach(member -> add(present, member.address(), name))));
    }

    private void add(VpcId vpc, Ipv4 address, CloudId name) {
        interfaces.computeIfAbsent(vpc, none -> new HashMap<>()).putIfAbsent(address, name);
    }

    /** The first rule for an address counts, as packets meet it first; answers count where questions are missing. */
    private void read(VpcId vpc) {
        Map<Ipv4, Integer> out = new LinkedHashMap<>();
        Map<Ipv4, Integer> in = new LinkedHashMap<>();
        nat(Keys.vpcMetadataOutChain(vpc), NatDirection.SNAT)
                .forEach(rule -> one(rule.match().nwSrc())
                        .ifPresent(address -> identity(target(rule)).ifPresent(number -> put(out, address, number))));
        nat(Keys.vpcMetadataInChain(vpc), NatDirection.DNAT)
                .forEach(rule -> one(rule.match().nwDst())
                        .flatMap(address -> identity(address).stream().boxed().findFirst())
                        .ifPresent(number -> put(in, target(rule), number)));
        out.forEach((address, number) -> {
            Integer other = in.get(address);
            if (other != null && !other.equals(number)) {
                mismatch(
                        vpc,
                        "chains of %s give %s the metadata identity %s on the way out and %s on the way in"
                                .formatted(vpc, address, settings.identity(number), settings.identity(other)));
            }
        });
        out.forEach((address, number) -> attribute(vpc, address, number));
        in.forEach((address, number) -> attribute(vpc, address, number));
    }

    private void put(Map<Ipv4, Integer> numbers, Ipv4 address, int number) {
        numbers.putIfAbsent(address, number);
        reserved.add(number);
    }

    private void attribute(VpcId vpc, Ipv4 address, int number) {
        users.putIfAbsent(number, vpc);
        CloudId name = interfaces.getOrDefault(vpc, Map.of()).get(address);
        if (name != null) {
            found.putIfAbsent(name, number);
        }
    }

    private Stream<Rule> nat(Key chain, NatDirection direction) {
        return recognition.holder(chain, Chain.class).stream()
                .flatMap(each -> recognition.observed().rules(each.key()).stream())
                .filter(rule -> rule.action() instanceof RuleAction.Nat nat && nat.direction() == direction);
    }

    private static Ipv4 target(Rule rule) {
        return rule.action() instanceof RuleAction.Nat nat
                ? nat.targets().stream().map(NatTarget::addressFrom).findFirst().orElse(Ipv4.ANY)
                : Ipv4.ANY;
    }

    private static Optional<Ipv4> one(Optional<Term<Cidr>> term) {
        return term.filter(present -> !present.inverted() && present.value().prefixBits() == ONE_ADDRESS_BITS)
                .map(present -> present.value().network());
    }

    private OptionalInt identity(Ipv4 address) {
        return RouterIds.offset(settings.identities(), address);
    }

    private void routes() {
        recognition
                .holder(Keys.METADATA_ROUTER, Router.class)
                .ifPresent(router -> recognition
                        .observed()
                        .referringTo(router.key(), Route.class)
                        .filter(route -> route.destination().prefixBits() == ONE_ADDRESS_BITS)
                        .forEach(route ->
                                identity(route.destination().network()).ifPresent(number -> check(number, route))));
    }

    private void check(int number, Route route) {
        reserved.add(number);
        VpcId vpc = users.get(number);
        Integer routerId = vpc == null ? null : routerIds.get(vpc);
        if (vpc != null && routerId != null) {
            Ipv4 gateway = settings.metadataTransit().network().plus(routerId);
            if (!route.nextHopGateway().equals(Optional.of(gateway))) {
                mismatch(
                        vpc,
                        "the metadata router sends %s to %s instead of %s, the router of %s"
                                .formatted(
                                        route.destination(),
                                        route.nextHopGateway()
                                                .map(Ipv4::toString)
                                                .orElse("its link"),
                                        gateway,
                                        vpc));
            }
        }
    }

    private void mismatch(VpcId vpc, String message) {
        recognition.report(
                Finding.warning(vpc.value(), "identity-mismatch", message, "the rule for the way out counts"));
    }
}
