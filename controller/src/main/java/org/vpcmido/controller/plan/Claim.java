// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.BgpPeer;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Ipv4;

/**
 * Something that at most one may have at a time. Where a plan passes it from one owner to another, everything that
 * holds the subject for the old owner goes before anything that holds it for the new one comes; everywhere else the new
 * comes first.
 *
 * @param subject what is handed over as a whole, such as a public address with its route and its NAT rules
 * @param aspect the part of it that has one owner
 * @param owner who has it
 */
record Claim(String subject, String aspect, String owner) {
    /** Routes of the edge router to public addresses (eucanetd-vpcmido.md 3.4, N6, and 3.7, I11). */
    private static final int PUBLIC_ADDRESS_WEIGHT = 100;

    private static final int HOST_BITS = 32;

    static List<Claim> of(Resource resource) {
        if (resource instanceof HostInterfacePort binding) {
            String device = "device " + binding.interfaceName() + " of " + binding.host();
            return List.of(new Claim(device, device, binding.port().path()));
        } else if (resource instanceof PortLink link) {
            return List.of(
                    new Claim("link of " + link.port(), "peer", link.peer().path()),
                    new Claim("link of " + link.peer(), "peer", link.port().path()));
        } else if (resource instanceof BgpPeer peer) {
            // MidoNet refuses a second peer of the same address and AS (midonet-api.md 10.22).
            String session = peer.router() + " with " + peer.address() + " in AS " + peer.asNumber();
            return List.of(new Claim(session, "session", peer.key().path()));
        } else if (resource instanceof Route route) {
            return routeClaim(route).stream().toList();
        } else if (resource instanceof Rule rule) {
            return ruleClaim(rule).stream().toList();
        }
        return List.of();
    }

    /** Two routes of equal weight to one address would split its flows (eucanetd-vpcmido.md 7.5). */
    private static Optional<Claim> routeClaim(Route route) {
        if (route.type() != Route.Type.NORMAL
                || route.weight() != PUBLIC_ADDRESS_WEIGHT
                || route.destination().prefixBits() != HOST_BITS) {
            return Optional.empty();
        }
        String aspect = "route of " + route.router() + " from " + route.source();
        String owner = route.nextHopPort() + " " + route.nextHopGateway();
        return Optional.of(new Claim("address " + route.destination().network(), aspect, owner));
    }

    private static Optional<Claim> ruleClaim(Rule rule) {
        if (!(rule.action() instanceof RuleAction.Nat nat) || nat.targets().size() != 1) {
            return Optional.empty();
        }
        Ipv4 target = nat.targets().get(0).addressFrom();
        if (nat.direction() == RuleAction.NatDirection.SNAT) {
            boolean single = nat.targets().stream().map(NatTarget::addressTo).allMatch(target::equals);
            String owner = rule.chain() + " " + rule.match().nwSrc();
            return Optional.of(new Claim("address " + target, "source", owner)).filter(claim -> single);
        }
        return rule.match()
                .nwDst()
                .filter(term -> !term.inverted() && term.value().prefixBits() == HOST_BITS)
                .filter(term -> nat.isStatic())
                .map(term ->
                        new Claim("address " + term.value().network(), "destination", rule.chain() + " " + target));
    }

    /** Whether one of those that go has another owner than one of those that come. */
    static boolean collide(List<Claim> gone, List<Claim> come) {
        return gone.stream()
                .anyMatch(old -> come.stream()
                        .anyMatch(next -> next.aspect.equals(old.aspect)
                                && next.subject.equals(old.subject)
                                && !next.owner.equals(old.owner)));
    }
}
