// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/**
 * Finds MidoNet's hosts by what the cloud calls them: an address of a living host first, then its name, then its
 * address in a tunnel zone, as MidoNet forgets the other addresses of a host that is down (midonet-observed.md 7).
 */
final class Hosts {
    /** Addresses that many hosts have; a true prefix, unlike eucanetd's (eucanetd-vpcmido.md 5.9, D15). */
    private static final List<Cidr> NOT_UNIQUE = List.of(Cidr.of("169.254.0.0/16"), Cidr.of("127.0.0.0/8"));

    private final Map<Key, Host> hosts = new HashMap<>();
    private final Map<Ipv4, Set<Key>> alive = new HashMap<>();
    private final Map<Ipv4, Set<Key>> members = new HashMap<>();
    private final Map<String, Set<Key>> named = new HashMap<>();

    private Hosts(Topology observed) {
        observed.all(Kind.HOST, Host.class).forEach(host -> {
            hosts.put(host.key(), host);
            add(named, lowerCase(host.name()), host.key());
            if (host.alive()) {
                addresses(host).forEach(address -> add(alive, address, host.key()));
            }
        });
        observed.all(Kind.TUNNEL_ZONE_HOST, TunnelZoneHost.class)
                .filter(member -> hosts.containsKey(member.host()))
                .forEach(member -> add(members, member.address(), member.host()));
    }

    /** The hosts that the cloud names and MidoNet has; reports those that could be several. */
    static Map<String, Key> find(Recognition recognition, VpcState cloud) {
        Hosts hosts = new Hosts(recognition.observed());
        Map<String, Key> found = new TreeMap<>();
        for (String name : names(cloud)) {
            Set<Key> candidates = hosts.candidates(name);
            if (candidates.size() == 1) {
                found.put(name, candidates.iterator().next());
            } else if (!candidates.isEmpty()) {
                recognition.report(Finding.error(
                        name,
                        "ambiguous-host",
                        "host %s could be any of the MidoNet hosts %s".formatted(name, hosts.describe(candidates)),
                        "nothing is bound to it"));
            }
        }
        return found;
    }

    /** Those of {@code found} that ports can be bound to: MidoNet refuses the others (midonet-api.md 10, 409). */
    static Map<String, Key> bindable(Recognition recognition, Map<String, Key> found) {
        Set<Key> members = recognition
                .observed()
                .all(Kind.TUNNEL_ZONE_HOST, TunnelZoneHost.class)
                .map(TunnelZoneHost::host)
                .collect(Collectors.toSet());
        Map<String, Key> bindable = new TreeMap<>(found);
        bindable.values().retainAll(members);
        found.forEach((name, host) -> {
            if (!members.contains(host)) {
                recognition.report(Finding.error(
                        name,
                        "host-in-no-tunnel-zone",
                        "host %s is in no tunnel zone of MidoNet".formatted(name),
                        "nothing is bound to it"));
            }
        });
        return bindable;
    }

    private static Set<String> names(VpcState cloud) {
        CloudConfiguration configuration = cloud.configuration();
        Set<String> names = new TreeSet<>(cloud.hosts().keySet());
        names.add(configuration.controllerAddress().toString());
        configuration.gateways().stream().map(UplinkGateway::host).forEach(names::add);
        return names;
    }

    private Set<Key> candidates(String name) {
        Optional<Ipv4> address = Ipv4.parse(name);
        return Stream.of(
                        address.map(alive::get),
                        Optional.ofNullable(named.get(lowerCase(name))),
                        address.map(members::get))
                .flatMap(Optional::stream)
                .map(this::livingFirst)
                .findFirst()
                .orElse(Set.of());
    }

    /** A host that was installed anew leaves its dead predecessor behind. */
    private Set<Key> livingFirst(Set<Key> candidates) {
        Set<Key> living = new TreeSet<>(candidates);
        living.removeIf(key -> !requireNonNull(hosts.get(key)).alive());
        return living.isEmpty() ? candidates : living;
    }

    private String describe(Collection<Key> candidates) {
        return String.join(
                ", ",
                candidates.stream()
                        .map(hosts::get)
                        .map(host -> requireNonNull(host).name() + " (" + Recognition.id(host) + ")")
                        .toList());
    }

    private static Stream<Ipv4> addresses(Host host) {
        return Stream.concat(
                        host.addresses().stream(),
                        host.interfaces().stream().flatMap(each -> each.addresses().stream()))
                .filter(address -> NOT_UNIQUE.stream().noneMatch(block -> block.contains(address)))
                .distinct();
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static <T> void add(Map<T, Set<Key>> index, T name, Key host) {
        index.computeIfAbsent(name, none -> new TreeSet<>()).add(host);
    }
}
