// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.topology.Identities;

/** Links of two ports, which have no list of their own (midonet-api.md 10.7). */
final class PortLinkCodec implements Codec<PortLink> {
    @Override
    public Kind kind() {
        return Kind.PORT_LINK;
    }

    @Override
    public Class<PortLink> type() {
        return PortLink.class;
    }

    @Override
    public String mediaName() {
        return "PortLink-v1";
    }

    @Override
    public Path collection(PortLink resource, Identities ids) {
        return Path.of("ports", ids.id(resource.port()), "link");
    }

    @Override
    public Path item(PortLink resource, Identities ids) {
        return collection(resource, ids);
    }

    @Override
    public Path home(Fields fields) {
        return Path.of("ports", Fields.required("id", fields.uuid("id")), "link");
    }

    @Override
    public PortLink decode(Fields fields, Path home) {
        return new PortLink(fields.key(Kind.PORT, "id"), fields.key(Kind.PORT, "peerId"));
    }

    @Override
    public void encode(PortLink resource, Identities ids, ObjectNode json) {
        json.put("peerId", ids.id(resource.peer()).toString());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "peerId");
    }

    /** A link has no GET; its ports show it. */
    @Override
    public Path shownAt(PortLink resource, Identities ids) {
        return Path.of("ports", ids.id(resource.port()));
    }

    @Override
    public String shownAs() {
        return "Port-v3";
    }

    @Override
    public boolean isShown(Fields fields) {
        return fields.uuid("peerId").isPresent();
    }
}
