// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;

/**
 * What MidoNet has and nobody may change or delete, because the wish for it cannot be read.
 *
 * @param keys everything called so, below, or referring to it
 * @param addresses by a key: everything below it that is about one of these addresses
 * @param parts by a key: what else below it is held
 */
public record Holds(Set<Key> keys, Map<Key, Set<Ipv4>> addresses, Map<Key, Set<Part>> parts) {
    private static final Holds NONE = new Holds(Set.of(), Map.of());

    public Holds {
        keys = Set.copyOf(keys);
        addresses = copy(addresses);
        parts = copy(parts);
    }

    public Holds(Set<Key> keys, Map<Key, Set<Ipv4>> addresses) {
        this(keys, addresses, Map.of());
    }

    public static Holds none() {
        return NONE;
    }

    /** Whether {@code resource}, which MidoNet has, must stay as it is. */
    public boolean covers(Resource resource) {
        if (keys.isEmpty() && addresses.isEmpty() && parts.isEmpty()) {
            return false;
        }
        return upwards(resource.key()).anyMatch(above -> coversBelow(above, resource))
                || resource.references().stream().anyMatch(this::isHeld);
    }

    private boolean coversBelow(Key above, Resource resource) {
        return keys.contains(above)
                || isAboutOneOf(resource, addresses.getOrDefault(above, Set.of()))
                || parts.getOrDefault(above, Set.of()).stream().anyMatch(part -> part.test(resource));
    }

    private boolean isHeld(Key key) {
        return upwards(key).anyMatch(keys::contains);
    }

    /** The key and all above it. A name may itself hold slashes, which makes some of them nobody's. */
    private static Stream<Key> upwards(Key key) {
        return Stream.iterate(Optional.of(key), Optional::isPresent, each -> above(each.orElseThrow()))
                .flatMap(Optional::stream);
    }

    private static Optional<Key> above(Key key) {
        int slash = key.path().lastIndexOf('/');
        return slash <= 0 ? Optional.empty() : Optional.of(new Key(key.path().substring(0, slash)));
    }

    private static <V> Map<Key, Set<V>> copy(Map<Key, Set<V>> map) {
        return map.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** A selection among the resources below a key. */
    public sealed interface Part extends Predicate<Resource> {}

    /** Every resource of a kind. */
    public record OfKind(Kind kind) implements Part {
        public OfKind {
            requireNonNull(kind, "kind");
        }

        @Override
        public boolean test(Resource resource) {
            return resource.kind() == kind;
        }
    }

    /** Every resource that refers to something called {@code target}, or below it. */
    public record ReferringTo(Key target) implements Part {
        public ReferringTo {
            requireNonNull(target, "target");
        }

        @Override
        public boolean test(Resource resource) {
            return resource.references().stream().anyMatch(reference -> reference.isWithin(target));
        }
    }

    /** Every lease of machines that are there: one of a machine that is gone goes with it. */
    public record LeasesOf(Set<MacAddress> machines) implements Part {
        public LeasesOf {
            machines = Set.copyOf(machines);
        }

        @Override
        public boolean test(Resource resource) {
            return resource instanceof DhcpHost host && machines.contains(host.mac());
        }
    }

    /** Every route for packets from a block, but not to destinations about which the cloud says something valid. */
    public record RoutesFrom(Cidr source, Set<Cidr> known) implements Part {
        public RoutesFrom {
            requireNonNull(source, "source");
            known = Set.copyOf(known);
        }

        @Override
        public boolean test(Resource resource) {
            return resource instanceof Route route
                    && route.source().equals(source)
                    && !known.contains(route.destination());
        }
    }

    /** By what the resource is about, not by what is held: there may be many of both. */
    private static boolean isAboutOneOf(Resource resource, Set<Ipv4> held) {
        return !held.isEmpty() && about(resource).anyMatch(held::contains);
    }

    private static Stream<Ipv4> about(Resource resource) {
        if (resource instanceof IpAddrGroupAddr member) {
            return Stream.of(member.address());
        } else if (resource instanceof Route route) {
            return Stream.concat(host(route.destination()), route.nextHopGateway().stream());
        } else if (resource instanceof ArpEntry entry) {
            return Stream.of(entry.address());
        } else if (resource instanceof DhcpHost host) {
            return host.address().stream();
        } else if (resource instanceof Rule rule) {
            return about(rule);
        }
        return Stream.empty();
    }

    private static Stream<Ipv4> about(Rule rule) {
        Stream<Ipv4> ends = Stream.of(rule.match().nwSrc(), rule.match().nwDst())
                .flatMap(Optional::stream)
                .map(Term::value)
                .flatMap(Holds::host);
        return rule.action() instanceof RuleAction.Nat nat
                ? Stream.concat(ends, nat.targets().stream().map(NatTarget::addressFrom))
                : ends;
    }

    /** The address, if the block is one. */
    private static Stream<Ipv4> host(Cidr block) {
        return block.size() == 1 ? Stream.of(block.network()) : Stream.empty();
    }
}
