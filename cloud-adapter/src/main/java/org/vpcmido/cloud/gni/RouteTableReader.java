// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.VpcId;

/** Reads {@code routeTable} elements (gni.md 2.7). */
final class RouteTableReader {
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
                routes.add(fields.build(given -> new RouteTable.Route(
                        given.requiredCidr("destinationCidr", reading, table.value()), target(given))));
            } catch (InvalidValueException fault) {
                reading.quarantine(table, Hold.Part.ROUTES, fault, "route held");
            }
        });
        routes.sort(Comparator.comparing(RouteTable.Route::destination));
        return routes;
    }

    private static RouteTarget target(Fields fields) {
        List<RouteTarget> targets = Stream.of(
                        fields.optional("gatewayId", RouteTableReader::gateway),
                        fields.optional("networkInterfaceId", text ->
                                (RouteTarget) new RouteTarget.ToInterface(new NetworkInterfaceId(text))),
                        fields.optional("natGatewayId", text ->
                                (RouteTarget) new RouteTarget.ToNatGateway(new NatGatewayId(text))))
                .flatMap(Optional::stream)
                .toList();
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
                : new RouteTarget.ToInternetGateway(new InternetGatewayId(text));
    }
}
