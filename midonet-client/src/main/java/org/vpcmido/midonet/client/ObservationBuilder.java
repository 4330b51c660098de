// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Topology;

/**
 * Collects what MidoNet wrote, object by object. Each ends up as a resource or as an unreadable one, and none is
 * dropped; what a port says about its link and its binding becomes a resource of its own.
 */
final class ObservationBuilder {
    private final Map<Key, Resource> resources = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Set<Key> activePorts = new HashSet<>();
    private final Set<String> devicesOnHosts = new HashSet<>();

    void unreadable(String what) {
        unreadable.add(what);
    }

    /** Takes one object of a dump, which names its parent itself. */
    void add(Kind kind, JsonNode json) {
        attempt(kind, json, () -> add(Codecs.of(kind), json, Codecs.of(kind).home(new Fields(json))));
    }

    /** Takes one object of the list at {@code home}. */
    void add(Kind kind, JsonNode json, Path home) {
        attempt(kind, json, () -> add(Codecs.of(kind), json, home));
    }

    /** Takes what an earlier observation had. */
    void add(Resource resource, Set<Key> activePortsBefore) {
        put(resource);
        if (activePortsBefore.contains(resource.key())) {
            activePorts.add(resource.key());
        }
    }

    /** Takes what another one has collected. */
    void addAll(ObservationBuilder other) {
        unreadable.addAll(other.unreadable);
        activePorts.addAll(other.activePorts);
        devicesOnHosts.addAll(other.devicesOnHosts);
        other.resources
                .values()
                .forEach(resource ->
                        attempt(resource.kind(), () -> resource.key().path(), () -> put(resource)));
    }

    /** What has been collected of one type, as of now. */
    <R extends Resource> Stream<R> all(Class<R> type) {
        return List.copyOf(resources.values()).stream().filter(type::isInstance).map(type::cast);
    }

    /** Whether a port of the router is bound to a host. */
    boolean hasBoundPort(Key router) {
        return router.observedId()
                .map(UUID::toString)
                .filter(devicesOnHosts::contains)
                .isPresent();
    }

    Observation build() {
        Topology topology = Topology.of(resources.values());
        activePorts.retainAll(resources.keySet());
        return new Observation(topology.withActivePorts(activePorts), unreadable);
    }

    private void add(Codec<?> codec, JsonNode json, Path home) {
        Fields fields = new Fields(json);
        put(codec.decode(fields, home));
        if (codec.kind() == Kind.PORT) {
            addPortState(fields);
        } else if (codec.kind() == Kind.IP_ADDR_GROUP) {
            addMembers(fields);
        }
    }

    /** A group shows its members, so that nobody has to ask for each group's list (midonet-api.md 10.18). */
    private void addMembers(Fields group) {
        Key key = group.key(Kind.IP_ADDR_GROUP, "id");
        for (Fields member : group.objects("ipAddrPorts")) {
            attempt(
                    Kind.IP_ADDR_GROUP_ADDR,
                    () -> key + " " + member.label("ipAddress"),
                    () -> put(new IpAddrGroupAddr(key, Fields.required("ipAddress", member.ipv4("ipAddress")))));
        }
    }

    private void addPortState(Fields fields) {
        Key port = fields.key(Kind.PORT, "id");
        fields.reference(Kind.PORT, "peerId").ifPresent(peer -> put(new PortLink(port, peer)));
        Optional<Key> host = fields.reference(Kind.HOST, "hostId");
        Optional<String> device = fields.text("interfaceName");
        if (host.isPresent() && device.isPresent()) {
            put(new HostInterfacePort(port, host.get(), device.get()));
            devicesOnHosts.add(fields.label("deviceId"));
        }
        if (fields.flag("active")) {
            activePorts.add(port);
        }
    }

    /** The same thing may be told twice: a link by both ends, a binding by port and host, an entry learned and written. */
    private void put(Resource resource) {
        Resource other = resources.putIfAbsent(resource.key(), resource);
        if (other != null && !other.equals(resource)) {
            throw new UndecodableException("it differs from another one with this name: " + other);
        }
    }

    private void attempt(Kind kind, JsonNode json, Runnable reading) {
        attempt(kind, () -> name(json), reading);
    }

    private static String name(JsonNode json) {
        return Stream.of("uri", "id")
                .map(json::path)
                .filter(each -> !each.isMissingNode() && !each.isNull())
                .map(JsonNode::asText)
                .findFirst()
                .orElseGet(json::toString);
    }

    /** The name is asked for only where reading fails: an object that has none of its own is written out for it. */
    private void attempt(Kind kind, Supplier<String> name, Runnable reading) {
        try {
            reading.run();
        } catch (UndecodableException | IllegalArgumentException unsuitable) {
            unreadable.add(kind + " " + name.get() + ": " + unsuitable.getMessage());
        }
    }
}
