// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bindings, which are not stored but read off the ports (midonet-api.md 10.20). */
final class Bindings {
    private Bindings() {}

    static boolean isBound(Entity port) {
        return port.has("hostId") && port.has("interfaceName");
    }

    static ArrayNode ofHost(State state, Entity host, String base) {
        ArrayNode bindings = Json.MAPPER.createArrayNode();
        state.referrers(host, Table.PORTS, "hostId").stream()
                .filter(Bindings::isBound)
                .forEach(port -> bindings.add(of(port, base)));
        return bindings;
    }

    static ObjectNode of(Entity port, String base) {
        String hostId = port.text("hostId");
        return Json.MAPPER
                .createObjectNode()
                .put("portId", port.id())
                .put("hostId", hostId)
                .put("interfaceName", port.text("interfaceName"))
                .put("host", base + "hosts/" + hostId)
                .put("port", base + "ports/" + port.id())
                .put("uri", "hosts/" + hostId + "/ports/" + port.id());
    }
}
