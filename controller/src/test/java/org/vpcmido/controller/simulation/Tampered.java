// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A topology in which somebody meddles. */
record Tampered(ObjectNode topology) {
    private Stream<ObjectNode> all(String collection) {
        return StreamSupport.stream(topology.withArray(collection).spliterator(), false)
                .map(ObjectNode.class::cast);
    }

    /** The first that fits. */
    ObjectNode find(String collection, Predicate<ObjectNode> condition) {
        return all(collection).filter(condition).findFirst().orElseThrow();
    }

    ObjectNode any(String collection) {
        return find(collection, each -> true);
    }

    private ObjectNode named(String collection, String name) {
        return find(collection, each -> each.path("name").asText().startsWith(name));
    }

    private static Predicate<ObjectNode> where(String field, JsonNode value) {
        return each -> each.path(field).equals(value);
    }

    /** The rules of the chain with this name, in their order. */
    List<ObjectNode> rules(String chain) {
        return all("rules")
                .filter(where("chainId", named("chains", chain).path("id")))
                .sorted(Comparator.comparingInt(rule -> rule.path("position").asInt()))
                .toList();
    }

    /** The first rule of a chain that has a condition of this kind. */
    ObjectNode rule(String chain, String condition) {
        return rules(chain).stream()
                .filter(rule -> rule.hasNonNull(condition))
                .findFirst()
                .orElseThrow();
    }

    /** The first rule that sends packets to a chain. */
    ObjectNode jumpTo(String chain) {
        return find("rules", where("jumpChainId", named("chains", chain).path("id")));
    }

    private ObjectNode binding(String instance) {
        return find(
                "host_interface_ports",
                each -> each.path("interfaceName").asText().equals("vn_" + instance));
    }

    ObjectNode instancePort(String instance) {
        return find("ports", where("id", binding(instance).path("portId")));
    }

    ObjectNode routeTo(String router, String destination) {
        JsonNode id = named("routers", router).path("id");
        return find(
                "routes",
                route -> route.path("routerId").equals(id)
                        && route.path("dstNetworkAddr").asText().equals(destination));
    }

    ObjectNode defaultRoute(String router) {
        return routeTo(router, "0.0.0.0");
    }

    ObjectNode membership(String host) {
        return find("tunnel_zone_hosts", where("hostId", named("hosts", host).path("id")));
    }

    void remove(String collection, ObjectNode object) {
        Iterator<JsonNode> all = topology.withArray(collection).elements();
        while (all.hasNext()) {
            if (all.next().equals(object)) {
                all.remove();
            }
        }
        if (collection.equals("rules")) {
            renumber(object.path("chainId"));
        }
    }

    private void renumber(JsonNode chain) {
        List<ObjectNode> rules = all("rules")
                .filter(where("chainId", chain))
                .sorted(Comparator.comparingInt(rule -> rule.path("position").asInt()))
                .toList();
        for (int index = 0; index < rules.size(); index++) {
            rules.get(index).put("position", index + 1);
        }
    }

    private ObjectNode add(String collection, ObjectNode object) {
        topology.withArray(collection).add(object);
        return object;
    }

    /** Another of the same content. */
    ObjectNode copy(String collection, ObjectNode original) {
        ObjectNode copy = original.deepCopy();
        copy.remove("uri");
        return add(collection, copy.put("id", computedId("copy of " + original.path("id"))));
    }

    /** Another with the same name, and nothing in it. */
    ObjectNode twin(String collection, String name) {
        return copy(collection, named(collection, name));
    }

    /** In front of all others. */
    void acceptAll(String chain) {
        ObjectNode last = rules(chain).get(rules(chain).size() - 1);
        ArrayNode rules = topology.withArray("rules");
        rules.addObject()
                .put("id", computedId("accept all in " + chain))
                .put("chainId", last.path("chainId").asText())
                .put("type", "accept")
                .put("position", 0);
        renumber(last.path("chainId"));
    }

    void swap(String chain, int one, int other) {
        ObjectNode first = rules(chain).get(one);
        ObjectNode second = rules(chain).get(other);
        int position = first.path("position").asInt();
        first.put("position", second.path("position").asInt());
        second.put("position", position);
    }

    void swapAllowAndDeny(String chain) {
        List<String> types =
                rules(chain).stream().map(rule -> rule.path("type").asText()).toList();
        swap(chain, types.indexOf("drop"), types.lastIndexOf(types.indexOf("return") < 0 ? "accept" : "return"));
    }

    void foreignDhcpHost(String mac) {
        ObjectNode host = any("dhcp_hosts");
        ObjectNode copy = add("dhcp_hosts", host.deepCopy());
        copy.put("macAddr", mac).put("ipAddr", "10.10.0.99").put("name", "somebody");
        copy.put("uri", host.path("uri").asText().replaceFirst("[^/]+$", mac.replace(':', '-')));
    }

    void foreignGroupAddress(String address) {
        ObjectNode member = any("ip_addr_group_addrs");
        ObjectNode copy = add("ip_addr_group_addrs", member.deepCopy());
        copy.put("addr", address);
        copy.put("uri", member.path("uri").asText().replaceFirst("[^/]+$", address));
    }

    void unbind(String instance) {
        instancePort(instance).putNull("hostId").putNull("interfaceName");
        remove("host_interface_ports", binding(instance));
    }

    /** With what hangs on it. */
    void deletePort(ObjectNode port) {
        JsonNode id = port.path("id");
        remove("ports", port);
        for (String collection : List.of("host_interface_ports", "port_group_ports")) {
            all(collection).filter(where("portId", id)).toList().forEach(each -> remove(collection, each));
        }
    }

    /** Takes the link between a router and the first bridge that it is linked to away. */
    void unlink(String router) {
        JsonNode id = named("routers", router).path("id");
        ObjectNode port = find("ports", each -> each.path("deviceId").equals(id) && each.hasNonNull("peerId"));
        ObjectNode peer = find("ports", where("id", port.path("peerId")));
        port.putNull("peerId");
        peer.putNull("peerId");
    }

    private static String computedId(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
