// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vpcmido.midonet.resource.FragmentPolicy;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.resource.Term;

/**
 * A resource as names and plain values, to be read by people: MidoNet's names where they differ from ours, other
 * resources by key, and nothing that is absent or false by default.
 */
final class Fields {
    private static final Map<String, String> MIDONET_NAMES = Map.of(
            "RouterPort.address", "portAddress",
            "RouterPort.network", "portNetwork",
            "RouterPort.mac", "portMac",
            "Route.source", "srcNetwork",
            "Route.destination", "dstNetwork",
            "DhcpSubnet.routes", "opt121Routes",
            "DhcpHost.options", "extraDhcpOpts");

    private Fields() {}

    /** The fields of a resource, in the order of its record. */
    static Map<String, Object> of(Resource resource) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (resource instanceof Rule rule) {
            fields.put("chain", rule.chain().path());
            fields.put("position", rule.position());
            describe(rule.action(), fields);
            describe(rule.match(), fields);
            return fields;
        }
        Record holder = (Record) resource;
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            Object value = plain(valueOf(component, holder));
            if (!component.getName().equals("key") && value != null) {
                fields.put(nameOf(holder, component), value);
            }
        }
        return fields;
    }

    /** What changes, for example {@code portMac: none -> 02:00:00:00:00:01}. */
    static String differences(Resource before, Resource after) {
        Map<String, Object> was = of(before);
        Map<String, Object> is = of(after);
        TreeSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(was.get(name), is.get(name)))
                .map(name -> name + ": " + was.getOrDefault(name, "none") + " -> " + is.getOrDefault(name, "none"))
                .collect(Collectors.joining(", "));
    }

    private static String nameOf(Record holder, RecordComponent component) {
        String name = holder.getClass().getSimpleName() + "." + component.getName();
        return MIDONET_NAMES.getOrDefault(name, component.getName());
    }

    private static void describe(RuleAction action, Map<String, Object> fields) {
        fields.put("type", action.type());
        if (action instanceof RuleAction.Jump jump) {
            fields.put("jumpChain", jump.chain().path());
        } else if (action instanceof RuleAction.Nat nat) {
            fields.put("flowAction", nat.then().jsonName());
            fields.put(
                    "natTargets", nat.targets().stream().map(Object::toString).toList());
        } else if (action instanceof RuleAction.ReverseNat reverse) {
            fields.put("flowAction", reverse.then().jsonName());
        } else if (action instanceof RuleAction.Other other) {
            fields.put("text", other.text());
        }
    }

    private static void describe(Match match, Map<String, Object> fields) {
        for (RecordComponent component : Match.class.getRecordComponents()) {
            Object value = valueOf(component, match);
            if (value instanceof Optional<?> optional && optional.orElse(null) instanceof Term<?> term) {
                fields.put(component.getName(), Objects.requireNonNullElse(plain(term.value()), ""));
                if (term.inverted()) {
                    String name = component.getName();
                    fields.put("inv" + Character.toUpperCase(name.charAt(0)) + name.substring(1), true);
                }
            } else if (value instanceof Boolean flag && flag) {
                fields.put(component.getName(), true);
            } else if (value instanceof Integer number && number != 0) {
                fields.put(component.getName(), number);
            }
        }
        match.fragments().map(FragmentPolicy::jsonName).ifPresent(policy -> fields.put("fragmentPolicy", policy));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        } else if (value instanceof Collection<?> values) {
            List<Object> plain =
                    values.stream().map(Fields::plain).filter(Objects::nonNull).toList();
            return plain.isEmpty() ? null : plain;
        } else if (value instanceof Route.Type type) {
            return type.jsonName();
        } else if (value == null || value instanceof Integer || value instanceof Boolean) {
            return value;
        }
        return value.toString();
    }

    private static @Nullable Object valueOf(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component.getName() + " of " + holder, e);
        }
    }
}
