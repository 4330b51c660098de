// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.UplinkGateway;

/** Uplink gateways: addresses on their segment, one per host and device, one local AS for all. */
final class GatewayCheck implements ConceptCheck {
    /** What one MidoNet router can take (gni.md 7.2). */
    private static final int GATEWAYS_MAX = 6;

    @Override
    public void check(Draft draft) {
        List<UplinkGateway> given = List.copyOf(draft.gateways);
        List<UplinkGateway> kept = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (UplinkGateway gateway : given) {
            if (!names.add(gateway.name())) {
                draft.report(Finding.error(
                        subject(gateway),
                        "duplicate-gateway",
                        "gateway " + gateway.name() + " is given more than once",
                        "first one kept"));
                continue;
            }
            List<Finding> troubles = troubles(gateway, kept);
            if (troubles.isEmpty()) {
                kept.add(gateway);
            } else {
                troubles.forEach(draft::report);
                draft.hold(Hold.all(gateway.name()));
            }
        }
        draft.gateways.clear();
        draft.gateways.addAll(kept);
    }

    private static List<Finding> troubles(UplinkGateway gateway, List<UplinkGateway> before) {
        return Stream.of(
                        onSegment(gateway, "address", gateway.address()),
                        onSegment(gateway, gateway.bgp().isPresent() ? "peer" : "next hop", gateway.nextHop()),
                        oneLocalAs(gateway, before),
                        distinctAddress(gateway, before),
                        announces(gateway),
                        within(before))
                .flatMap(Optional::stream)
                .map(problem -> Finding.error(
                        subject(gateway),
                        problem.code(),
                        "gateway " + gateway.name() + ": " + problem.message(),
                        "gateway held"))
                .toList();
    }

    private static Optional<Problem> onSegment(UplinkGateway gateway, String what, Ipv4 address) {
        Cidr network = gateway.network();
        if (!network.contains(address)) {
            return Problem.of("gateway-address-outside", what + " " + address + " is outside " + network);
        }
        boolean whole = network.prefixBits() >= 31; // gni.md 7.2: a /31 or /32 is used whole
        if (!whole && (address.equals(network.network()) || address.equals(network.broadcast()))) {
            return Problem.of(
                    "gateway-address-reserved",
                    what + " " + address + " is the network or broadcast address of " + network);
        }
        return Optional.empty();
    }

    private static Optional<Problem> oneLocalAs(UplinkGateway gateway, List<UplinkGateway> before) {
        return gateway.bgp()
                .flatMap(bgp -> before.stream()
                        .flatMap(other -> other.bgp().stream())
                        .filter(other -> other.localAs() != bgp.localAs())
                        .findFirst()
                        .flatMap(other -> Problem.of(
                                "gateway-local-as-differs",
                                "local AS " + bgp.localAs() + " is not " + other.localAs()
                                        + ", which the gateways before it have")));
    }

    private static Optional<Problem> distinctAddress(UplinkGateway gateway, List<UplinkGateway> before) {
        if (gateway.address().equals(gateway.nextHop())) {
            return Problem.of("gateway-own-next-hop", "address and next hop are both " + gateway.address());
        }
        return before.stream()
                .filter(other -> other.address().equals(gateway.address()))
                .findFirst()
                .flatMap(other -> Problem.of(
                        "duplicate-gateway-address",
                        "address " + gateway.address() + " belongs to gateway " + other.name()));
    }

    private static Optional<Problem> announces(UplinkGateway gateway) {
        return gateway.bgp()
                .filter(bgp -> bgp.announced().isEmpty())
                .flatMap(bgp -> Problem.of("gateway-announces-nothing", "a BGP gateway needs at least one route"));
    }

    private static Optional<Problem> within(List<UplinkGateway> before) {
        return before.size() < GATEWAYS_MAX
                ? Optional.empty()
                : Problem.of("too-many-gateways", "there are " + GATEWAYS_MAX + " gateways before it, the limit");
    }

    private static String subject(UplinkGateway gateway) {
        return "gateway " + gateway.name();
    }
}
