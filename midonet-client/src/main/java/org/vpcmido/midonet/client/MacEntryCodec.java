// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.topology.Identities;

/** Entries of bridges' MAC tables (midonet-api.md 10.10). */
final class MacEntryCodec implements Codec<MacEntry> {
    @Override
    public Kind kind() {
        return Kind.MAC_ENTRY;
    }

    @Override
    public Class<MacEntry> type() {
        return MacEntry.class;
    }

    @Override
    public String mediaName() {
        return "MacPort-v2";
    }

    @Override
    public Path collection(MacEntry resource, Identities ids) {
        Path bridge = Path.of("bridges", ids.id(resource.bridge()));
        return resource.vlanId() == 0
                ? bridge.child("mac_table")
                : bridge.child("vlans", resource.vlanId(), "mac_table");
    }

    @Override
    public Path item(MacEntry resource, Identities ids) {
        return collection(resource, ids)
                .child(resource.mac().toString().replace(':', '-') + "_" + ids.id(resource.port()));
    }

    @Override
    public Path home(Fields fields) {
        return Path.within("bridges", fields.label("uri"));
    }

    @Override
    public MacEntry decode(Fields fields, Path home) {
        return new MacEntry(
                Key.observed(Kind.BRIDGE, home.id()),
                Fields.required("macAddr", fields.mac("macAddr")),
                fields.key(Kind.PORT, "portId"),
                fields.number("vlanId", 0));
    }

    @Override
    public void encode(MacEntry resource, Identities ids, ObjectNode json) {
        json.put("macAddr", resource.mac().toString());
        json.put("portId", ids.id(resource.port()).toString());
        json.put("vlanId", resource.vlanId());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "macAddr", "portId", "vlanId");
    }
}
