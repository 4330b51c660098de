// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Topology;

/**
 * Which entries of ARP and MAC tables may be deleted. A list mixes what a client wrote with what agents learned, and
 * deleting a learned entry of a living machine costs its flows, so an entry of a bridge of ours goes only if
 *
 * <ul>
 *   <li>it contradicts a desired one: the same address with another MAC, the same MAC at another port, or
 *   <li>its MAC, or its address together with a MAC that no desired machine has, belonged to a DHCP host of that bridge
 *       that is no longer desired, or
 *   <li>its port is gone, or goes.
 * </ul>
 */
final class StaleEntries {
    private record Spot(Key bridge, long bits, int vlan) {}

    private final Topology actual;
    private final Predicate<Key> goes;
    private final Map<Spot, Resource> desiredEntries = new HashMap<>();
    private final Set<Spot> livingMacs = new HashSet<>();
    private final Set<Spot> formerMacs = new HashSet<>();
    private final Set<Spot> formerAddresses = new HashSet<>();

    /**
     * @param goes whether the resource of a key is to be deleted
     */
    StaleEntries(Topology desired, Topology actual, Predicate<Key> goes) {
        this.actual = actual;
        this.goes = goes;
        desired.all(Kind.ARP_ENTRY, ArpEntry.class).forEach(entry -> desiredEntries.put(address(entry), entry));
        desired.all(Kind.MAC_ENTRY, MacEntry.class).forEach(entry -> desiredEntries.put(mac(entry), entry));
        desired.all(Kind.DHCP_HOST, DhcpHost.class).forEach(host -> livingMacs.add(mac(host)));
        actual.all(Kind.DHCP_HOST, DhcpHost.class).forEach(host -> {
            Optional<DhcpHost> wish = desired.find(host.key(), DhcpHost.class);
            if (goes.test(host.key())) {
                formerMacs.add(mac(host));
            }
            boolean sameAddress =
                    wish.map(DhcpHost::address).filter(host.address()::equals).isPresent();
            if (goes.test(host.key()) || (wish.isPresent() && !sameAddress)) {
                host.address().ifPresent(address -> formerAddresses.add(new Spot(host.bridge(), address.toLong(), -1)));
            }
        });
        formerMacs.removeAll(livingMacs);
    }

    /** In words, why {@code entry} may be deleted; empty if it may not. */
    Optional<String> reason(Resource entry) {
        if (entry instanceof ArpEntry arp) {
            return reason(arp);
        } else if (entry instanceof MacEntry mac) {
            return reason(mac);
        }
        return Optional.empty();
    }

    private Optional<String> reason(ArpEntry entry) {
        Spot mac = new Spot(entry.bridge(), entry.mac().bits(), 0);
        if (desiredEntries.get(address(entry)) instanceof ArpEntry wish
                && !wish.mac().equals(entry.mac())) {
            return Optional.of(entry.address() + " belongs to " + wish.mac());
        } else if (formerMacs.contains(mac)
                || (formerAddresses.contains(address(entry)) && !livingMacs.contains(mac))) {
            return Optional.of("the machine that it was for is no longer asked for");
        }
        return Optional.empty();
    }

    private Optional<String> reason(MacEntry entry) {
        if (desiredEntries.get(mac(entry)) instanceof MacEntry wish
                && !wish.port().equals(entry.port())) {
            return Optional.of(entry.mac() + " is at " + wish.port());
        } else if (formerMacs.contains(new Spot(entry.bridge(), entry.mac().bits(), 0))) {
            return Optional.of("the machine that it was for is no longer asked for");
        } else if (!actual.contains(entry.port()) || goes.test(entry.port())) {
            return Optional.of("its port is gone");
        }
        return Optional.empty();
    }

    private static Spot address(ArpEntry entry) {
        return new Spot(entry.bridge(), entry.address().toLong(), -1);
    }

    private static Spot mac(MacEntry entry) {
        return new Spot(entry.bridge(), entry.mac().bits(), entry.vlanId());
    }

    private static Spot mac(DhcpHost host) {
        return new Spot(host.bridge(), host.mac().bits(), 0);
    }
}
