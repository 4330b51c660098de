// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Map;
import java.util.Set;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.model.net.Ipv4;

/**
 * What MidoNet has and nobody may change or delete, because the wish for it cannot be read.
 *
 * @param keys everything called so, below, or referring to it
 * @param addresses by a key: everything below it, or owned by it, that is about one of these addresses
 */
public record Holds(Set<Key> keys, Map<Key, Set<Ipv4>> addresses) {
    private static final Holds NONE = new Holds(Set.of(), Map.of());

    public Holds {
        keys = Set.copyOf(keys);
        addresses = Map.copyOf(addresses);
    }

    public static Holds none() {
        return NONE;
    }

    /** Whether {@code resource}, which MidoNet has, must stay as it is. */
    public boolean covers(Resource resource) {
        if (keys.isEmpty() && addresses.isEmpty()) {
            return false;
        }
        return isHeld(resource.key())
                || resource.references().stream().anyMatch(this::isHeld)
                || addresses.entrySet().stream()
                        .anyMatch(entry -> resource.key().isWithin(entry.getKey())
                                && entry.getValue().stream().anyMatch(address -> isAbout(resource, address)));
    }

    private boolean isHeld(Key key) {
        return keys.stream().anyMatch(key::isWithin);
    }

    private static boolean isAbout(Resource resource, Ipv4 address) {
        if (resource instanceof IpAddrGroupAddr member) {
            return member.address().equals(address);
        } else if (resource instanceof Route route) {
            return route.destination().equals(address.asCidr())
                    || route.nextHopGateway().filter(address::equals).isPresent();
        } else if (resource instanceof ArpEntry entry) {
            return entry.address().equals(address);
        } else if (resource instanceof DhcpHost host) {
            return host.address().filter(address::equals).isPresent();
        } else if (resource instanceof Rule rule) {
            return isAbout(rule, address);
        }
        return false;
    }

    private static boolean isAbout(Rule rule, Ipv4 address) {
        boolean matched = rule.match()
                        .nwSrc()
                        .filter(term -> term.value().equals(address.asCidr()))
                        .isPresent()
                || rule.match()
                        .nwDst()
                        .filter(term -> term.value().equals(address.asCidr()))
                        .isPresent();
        return matched
                || (rule.action() instanceof RuleAction.Nat nat
                        && nat.targets().stream().map(NatTarget::addressFrom).anyMatch(address::equals));
    }
}
