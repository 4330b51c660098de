// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;

/**
 * A whole topology as one JSON object, with a member per collection and in it the objects as MidoNet's API writes them
 * (product contract, section 5).
 */
public final class TopologyJson {
    private TopologyJson() {}

    /**
     * Reads a dump; all keys are observed.
     *
     * @throws IllegalArgumentException if the text is not such an object; one resource that cannot be expressed is
     *     reported as unreadable instead
     */
    public static Observation read(String json) {
        try {
            return read(Json.MAPPER.readTree(json));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the topology is not JSON: " + malformed.getMessage(), malformed);
        }
    }

    /** As {@link #read(String)}, for JSON that has been parsed; the parser must have let duplicate members pass. */
    public static Observation read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("a topology is a JSON object, not " + json.getNodeType());
        }
        ObservationBuilder observation = new ObservationBuilder();
        json.properties().forEach(member -> readCollection(member.getKey(), member.getValue(), observation));
        return observation.build();
    }

    private static void readCollection(String name, JsonNode elements, ObservationBuilder observation) {
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(each -> each != Kind.PORT_LINK && each.collection().equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            observation.unreadable("member '" + name + "' is not a collection of a topology");
            return;
        }
        if (!elements.isArray()) {
            throw new IllegalArgumentException(
                    "'" + name + "' of a topology is an array, not " + elements.getNodeType());
        }
        elements.forEach(element -> observation.add(kind.get(), element));
    }

    /**
     * Writes a topology, ordered by parent and position or natural key, else by id. Members that our records do not
     * know are as they are in a new object.
     */
    public static ObjectNode write(Topology topology, Identities ids) {
        ObjectNode json = Json.object();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PORT_LINK) {
                ArrayNode elements = json.putArray(kind.collection());
                topology.all(kind, Resource.class)
                        .map(resource -> show(resource, topology, ids))
                        .sorted(DumpOrder.of(kind))
                        .forEach(elements::add);
            }
        }
        return json;
    }

    private static ObjectNode show(Resource resource, Topology topology, Identities ids) {
        ObjectNode json = Codecs.of(resource).show(resource, ids);
        if (resource instanceof Port port) {
            topology.peer(port.key())
                    .ifPresent(peer -> json.put("peerId", ids.id(peer).toString()));
            topology.find(HostInterfacePort.key(port.key()), HostInterfacePort.class)
                    .ifPresent(
                            binding -> json.put("hostId", ids.id(binding.host()).toString())
                                    .put("interfaceName", binding.interfaceName()));
            json.put("active", topology.activePorts().contains(port.key()));
        } else if (resource instanceof IpAddrGroup) {
            ArrayNode members = json.putArray("ipAddrPorts");
            topology.referringTo(resource.key(), IpAddrGroupAddr.class)
                    .map(IpAddrGroupAddr::address)
                    .sorted()
                    .forEach(address -> members.addObject()
                            .put("ipAddress", address.toString())
                            .putArray("portIds"));
        }
        return json;
    }
}
