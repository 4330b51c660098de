// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;

/** Entries of bridges' ARP tables (midonet-api.md 10.11). */
final class ArpEntryCodec implements Codec<ArpEntry> {
    @Override
    public Kind kind() {
        return Kind.ARP_ENTRY;
    }

    @Override
    public Class<ArpEntry> type() {
        return ArpEntry.class;
    }

    @Override
    public String mediaName() {
        return "IP4Mac-v1";
    }

    @Override
    public Path collection(ArpEntry resource, Identities ids) {
        return Path.of("bridges", ids.id(resource.bridge()), "arp_table");
    }

    @Override
    public Path item(ArpEntry resource, Identities ids) {
        return collection(resource, ids)
                .child(resource.address() + "_" + resource.mac().toString().replace(':', '-'));
    }

    @Override
    public Path home(Fields fields) {
        return Path.within("bridges", fields.label("uri"));
    }

    @Override
    public ArpEntry decode(Fields fields, Path home) {
        return new ArpEntry(
                Key.observed(Kind.BRIDGE, home.id()),
                Fields.required("ip", fields.ipv4("ip")),
                Fields.required("mac", fields.mac("mac")));
    }

    @Override
    public void encode(ArpEntry resource, Identities ids, ObjectNode json) {
        json.put("ip", resource.address().toString());
        json.put("mac", resource.mac().toString());
    }

    @Override
    public void blank(ObjectNode json) {
        Json.nulls(json, "ip", "mac");
    }
}
