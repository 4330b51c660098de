// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.model.net.Ipv4;

/** Ports of routers and bridges (midonet-api.md 10.4 to 10.6). */
final class PortCodec implements Codec<Resource> {
    @Override
    public Kind kind() {
        return Kind.PORT;
    }

    @Override
    public Class<Resource> type() {
        return Resource.class;
    }

    @Override
    public String mediaName() {
        return "Port-v3";
    }

    @Override
    public Path collection(Resource resource, Identities ids) {
        Key device = port(resource).device();
        return Path.of(resource instanceof RouterPort ? "routers" : "bridges", ids.id(device), "ports");
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("ports");
    }

    @Override
    public Resource decode(Fields fields, Path home) {
        String type = fields.label("type");
        Key key = fields.key(Kind.PORT, "id");
        Optional<Key> inbound = fields.reference(Kind.CHAIN, "inboundFilterId");
        Optional<Key> outbound = fields.reference(Kind.CHAIN, "outboundFilterId");
        boolean up = fields.flag("adminStateUp");
        return switch (type) {
            case "Router" -> {
                Ipv4 address = Fields.required("portAddress", fields.ipv4("portAddress"));
                yield new RouterPort(
                        key,
                        fields.key(Kind.ROUTER, "deviceId"),
                        address,
                        Fields.required("portAddress", fields.block("portAddress", "networkLength")),
                        fields.mac("portMac"),
                        inbound,
                        outbound,
                        up);
            }
            case "Bridge" ->
                new BridgePort(
                        key, fields.key(Kind.BRIDGE, "deviceId"), inbound, outbound, up, fields.number("vlanId", 0));
            default -> throw new UndecodableException("type '" + type + "' of a port is not one of ours");
        };
    }

    @Override
    public void encode(Resource resource, Identities ids, ObjectNode json) {
        Port port = port(resource);
        json.put("type", resource instanceof RouterPort ? "Router" : "Bridge");
        json.put("id", ids.id(port.key()).toString());
        json.put("adminStateUp", port.adminStateUp());
        Json.reference(json, "inboundFilterId", port.inboundFilter(), ids);
        Json.reference(json, "outboundFilterId", port.outboundFilter(), ids);
        if (resource instanceof RouterPort routerPort) {
            encodeAddress(routerPort, json);
        } else if (resource instanceof BridgePort bridgePort) {
            json.put("vlanId", bridgePort.vlanId());
        }
        json.put("deviceId", ids.id(port.device()).toString());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(
                json,
                "type",
                "id",
                "adminStateUp",
                "inboundFilterId",
                "outboundFilterId",
                "tunnelKey",
                "vifId",
                "hostId",
                "interfaceName",
                "peerId");
        Json.arrays(
                json,
                "inboundMirrorIds",
                "outboundMirrorIds",
                "postInFilterMirrorIds",
                "preOutFilterMirrorIds",
                "insertionIds");
        Json.nulls(json, "qosPolicyId");
        Json.flags(json, "active");
    }

    @Override
    public Set<String> computed() {
        return Set.of("deviceId");
    }

    @Override
    public boolean updatable() {
        return true;
    }

    private static Port port(Resource resource) {
        if (resource instanceof Port port) {
            return port;
        }
        throw new IllegalArgumentException(resource.key() + " is not a port");
    }

    /**
     * The trio is what every release knows; the list is what 5.4 and later go by and older ones ignore
     * (midonet-api.md 13.1). Both say the same.
     */
    private static void encodeAddress(RouterPort port, ObjectNode json) {
        json.put("networkAddress", port.network().network().toString());
        json.put("networkLength", port.network().prefixBits());
        json.putArray("portSubnet").add(port.address() + "/" + port.network().prefixBits());
        json.put("portAddress", port.address().toString());
        Json.text(json, "portMac", port.mac());
    }

    @Override
    public ObjectNode body(Resource resource, Identities ids, ServerFeatures features) {
        ObjectNode json = Codec.super.body(resource, ids, features);
        if (!features.portAddressLists()) {
            json.remove("portSubnet");
        }
        return json;
    }
}
