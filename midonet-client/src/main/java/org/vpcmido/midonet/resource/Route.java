// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;

/**
 * A route of a router. MidoNet has no update for routes.
 *
 * @param key logical name
 * @param router the device
 * @param type what it does with a packet
 * @param source the sources that it is for
 * @param destination the destinations that it is for; the longest prefix wins
 * @param nextHopPort where packets leave; required for Normal
 * @param nextHopGateway the next router; absent when the destination is on the link
 * @param weight 0 or more; among equal prefixes the lowest wins
 * @param learned whether an agent learned it by BGP; such routes are state, never planned
 */
public record Route(
        Key key,
        Key router,
        Type type,
        Cidr source,
        Cidr destination,
        Optional<Key> nextHopPort,
        Optional<Ipv4> nextHopGateway,
        int weight,
        boolean learned)
        implements Resource, ContentAddressed<Route> {
    public Route {
        requireNonNull(key, "key");
        requireNonNull(router, "router");
        requireNonNull(type, "type");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(nextHopPort, "nextHopPort");
        requireNonNull(nextHopGateway, "nextHopGateway");
        if (weight < 0) {
            throw new IllegalArgumentException(key + ": weight " + weight + " is negative");
        }
    }

    /** What a route does with a packet; the names are those of the API's {@code type}. */
    public enum Type {
        NORMAL("Normal"),
        BLACK_HOLE("BlackHole"),
        REJECT("Reject"),
        /** To a port's own address; MidoNet makes these with the port. */
        LOCAL("Local");

        private final String jsonName;

        Type(String jsonName) {
            this.jsonName = jsonName;
        }

        public String jsonName() {
            return jsonName;
        }
    }

    /** A route of type Normal under its content key. */
    public static Route normal(
            Key router, Cidr source, Cidr destination, Key nextHopPort, Optional<Ipv4> nextHopGateway, int weight) {
        return new Route(
                        router,
                        router,
                        Type.NORMAL,
                        source,
                        destination,
                        Optional.of(nextHopPort),
                        nextHopGateway,
                        weight,
                        false)
                .keyed();
    }

    /** A route that ends here, of type BlackHole or Reject, under its content key. */
    public static Route ending(Key router, Type type, Cidr source, Cidr destination, int weight) {
        return new Route(router, router, type, source, destination, Optional.empty(), Optional.empty(), weight, false)
                .keyed();
    }

    private Route keyed() {
        return withKey(contentKey(1));
    }

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public Set<Key> references() {
        return Stream.concat(Stream.of(router), nextHopPort.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Key> owner() {
        return Optional.of(nextHopPort.orElse(router));
    }

    @Override
    public Key parent() {
        return router;
    }

    @Override
    public String content() {
        return "route " + source + " -> " + destination
                + (type == Type.NORMAL ? "" : " " + type.jsonName())
                + nextHopPort.map(port -> " port " + port).orElse("")
                + nextHopGateway.map(gateway -> " via " + gateway).orElse("")
                + " weight " + weight
                + (learned ? " learned" : "");
    }

    @Override
    public Route withKey(Key newKey) {
        return new Route(newKey, router, type, source, destination, nextHopPort, nextHopGateway, weight, learned);
    }

    @Override
    public Route rekey(UnaryOperator<Key> names) {
        return new Route(
                names.apply(key),
                names.apply(router),
                type,
                source,
                destination,
                nextHopPort.map(names),
                nextHopGateway,
                weight,
                learned);
    }
}
