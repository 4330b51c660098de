// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;

/**
 * A desired topology as text for people: a line for each resource, sorted by key; what is empty, as usual, or said by
 * the key left out; under each chain its rules in their order; under each router its routes; and what could not be
 * built, at the end.
 */
public final class TopologyText {
    private final Topology topology;
    private final List<String> lines = new ArrayList<>();

    private TopologyText(Topology topology) {
        this.topology = topology;
    }

    /** One line each. */
    public static List<String> lines(Desired desired) {
        TopologyText text = new TopologyText(desired.topology());
        desired.topology().resources().stream()
                .filter(each -> !(each instanceof Rule) && !(each instanceof Route))
                .sorted(Comparator.comparing(each -> each.key().path()))
                .forEach(text::write);
        desired.findings().forEach(finding -> text.lines.add("finding " + finding));
        return text.lines;
    }

    /** The lines that go and come, rules and routes with the key of their owner; not where a rule stands. */
    public static List<String> differences(List<String> before, List<String> after) {
        List<String> was = qualified(before);
        List<String> is = qualified(after);
        Stream<String> gone = was.stream().filter(line -> !is.contains(line)).map(line -> line + "\n- " + line);
        Stream<String> come = is.stream().filter(line -> !was.contains(line)).map(line -> line + "\n+ " + line);
        return Stream.concat(gone, come)
                .sorted()
                .map(line -> line.substring(line.indexOf('\n') + 1))
                .toList();
    }

    /** What stands indented under a line, with that line's name before it. */
    private static List<String> qualified(List<String> lines) {
        List<String> qualified = new ArrayList<>();
        String owner = "";
        for (String line : lines) {
            if (line.startsWith(" ")) {
                qualified.add(owner + ": " + line.strip());
            } else {
                qualified.add(line);
                owner = line.split(" ", 3)[1];
            }
        }
        return qualified;
    }

    /** One resource as a line of its own. */
    static String line(Resource each) {
        if (each instanceof Rule rule) {
            return "rule " + rule.chain() + " at " + rule.position() + ": " + rule.content();
        } else if (each instanceof Route route) {
            return "route " + route.router() + ": " + route.content();
        }
        String fields = fields((Record) each, each.key().path());
        return (each.kind().jsonName() + " " + each.key() + " " + fields).stripTrailing();
    }

    private void write(Resource each) {
        lines.add(line(each));
        if (each instanceof Chain) {
            topology.rules(each.key()).forEach(rule -> lines.add("    " + rule.content()));
        } else if (each.kind() == Kind.ROUTER) {
            topology.all(Kind.ROUTE, Route.class)
                    .filter(route -> route.router().equals(each.key()))
                    .map(Route::content)
                    .sorted()
                    .forEach(route -> lines.add("    " + route));
        }
    }

    private static String fields(Record resource, String key) {
        return Stream.of(resource.getClass().getRecordComponents())
                .filter(component -> !component.getName().equals("key"))
                .flatMap(component -> plain(valueOf(component, resource)).stream()
                        .filter(value -> !key.contains(value))
                        .map(value -> component.getName() + "=" + value))
                .collect(Collectors.joining(" "));
    }

    /** Nothing for what is absent, empty, 0, or true (as adminStateUp is). */
    private static Optional<String> plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(TopologyText::plain);
        } else if (value instanceof OptionalInt number) {
            return number.stream().mapToObj(String::valueOf).findFirst();
        } else if (value instanceof Collection<?> values) {
            return values.isEmpty() ? Optional.empty() : Optional.of(values.toString());
        } else if (value.equals(true) || value.equals(0) || value.equals("")) {
            return Optional.empty();
        }
        return Optional.of(value.toString());
    }

    private static Object valueOf(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component.getName() + " of " + holder, e);
        }
    }
}
