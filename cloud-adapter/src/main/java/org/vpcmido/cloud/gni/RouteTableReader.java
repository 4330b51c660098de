// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.RouteTarget.ToInterface;
import org.vpcmido.model.vpc.RouteTarget.ToInternetGateway;
import org.vpcmido.model.vpc.RouteTarget.ToNatGateway;
import org.vpcmido.model.vpc.VpcId;

/** Reads {@code routeTable} elements (gni.md 2.7). */
final class RouteTableReader {
    /** What Amazon's ids look like, of whatever kind. */
    private static final Pattern FOREIGN_ID = Pattern.compile("[a-z]+-(?:[0-9a-z]+-)?[0-9a-f]{8,32}");

    /** Where Amazon's API names further kinds of targets. */
    private static final List<String> FOREIGN_TARGETS =
            List.of("vpcPeeringConnectionId", "egressOnlyInternetGatewayId", "transitGatewayId");

    private final Reading reading;
    private final Consumer<RouteTable> target;

    RouteTableReader(Reading reading, Consumer<RouteTable> target) {
        this.reading = reading;
        this.target = target;
    }

    void read(VpcId vpc) {
        Optional<RouteTableId> entered = reading.enter(RouteTableId::new);
        if (entered.isEmpty()) {
            return;
        }
        RouteTableId id = entered.get();
        Fields fields = new Fields(reading.xml.position());
        Optional<List<RouteTable.Route>> routes = Optional.empty();
        while (reading.xml.nextChild()) {
            if (reading.xml.name().equals("routes")) {
                routes = Optional.of(routes(id));
            } else {
                reading.xml.skip();
            }
        }
        if (routes.isEmpty()) {
            reading.quarantine(id, Hold.Part.ROUTES, fields.missing("routes"), "routes held");
        }
        target.accept(new RouteTable(id, vpc, routes.orElse(List.of())));
    }

    /** In order of destinations, as the document's order means nothing; of equal ones the first stays first. */
    private List<RouteTable.Route> routes(RouteTableId table) {
        List<RouteTable.Route> routes = new ArrayList<>();
        reading.each("route", () -> {
            Fields fields = new Fields(reading.xml.position());
            while (reading.xml.nextChild()) {
                fields.add(reading.xml);
            }
            try {
                Cidr destination = fields.requiredCidr("destinationCidr", reading, table.value());
                routes.add(new RouteTable.Route(destination, target(table, destination, fields)));
            } catch (InvalidValueException fault) {
                reading.quarantine(table, Hold.Part.ROUTES, fault, "route held");
            }
        });
        routes.sort(Comparator.comparing(RouteTable.Route::destination));
        return routes;
    }

    /** A target that cannot be read leaves the destination without one, which must not follow a shorter prefix. */
    private RouteTarget target(RouteTableId table, Cidr destination, Fields fields) {
        try {
            return fields.build(RouteTableReader::target);
        } catch (InvalidValueException fault) {
            reading.quarantine(table, Hold.Part.ROUTES, fault, "route held");
            return new RouteTarget.Unresolvable("what cannot be read, for " + destination);
        }
    }

    private static RouteTarget target(Fields fields) {
        Stream<Optional<RouteTarget>> foreign =
                FOREIGN_TARGETS.stream().map(name -> fields.optional(name, RouteTarget.Gone::new));
        Stream<Optional<RouteTarget>> known = Stream.of(
                fields.optional("gatewayId", RouteTableReader::gateway),
                fields.optional(
                        "networkInterfaceId",
                        text -> target(text, "eni", id -> new ToInterface(new NetworkInterfaceId(id)))),
                fields.optional(
                        "natGatewayId", text -> target(text, "nat", id -> new ToNatGateway(new NatGatewayId(id)))));
        List<RouteTarget> targets =
                Stream.concat(known, foreign).flatMap(Optional::stream).toList();
        if (targets.isEmpty()) {
            throw new InvalidValueException("route-without-target", "a route has no target", fields.position());
        } else if (targets.size() > 1) {
            throw new InvalidValueException(
                    "route-with-several-targets",
                    "a route has " + targets.size() + " targets, 1 is the limit",
                    fields.position());
        }
        return targets.get(0);
    }

    private static RouteTarget gateway(String text) {
        return text.equals("local")
                ? new RouteTarget.Local()
                : target(text, "igw", id -> new ToInternetGateway(new InternetGatewayId(id)));
    }

    /** Amazon routes to more kinds of things than this cloud has: peerings, VPN gateways, transit gateways. */
    private static RouteTarget target(String text, String prefix, Function<String, RouteTarget> known) {
        return FOREIGN_ID.matcher(text).matches() && !text.startsWith(prefix + "-")
                ? new RouteTarget.Gone(text)
                : known.apply(text);
    }
}
