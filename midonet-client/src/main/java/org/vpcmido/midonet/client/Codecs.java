// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;

/** The table of kinds: the codec of each. */
final class Codecs {
    private static final Map<Kind, Codec<?>> BY_KIND = table(
            new RouterCodec(),
            new BridgeCodec(),
            new PortCodec(),
            new PortLinkCodec(),
            new RouteCodec(),
            new ChainCodec(),
            new RuleCodec(),
            new IpAddrGroupCodec(),
            new IpAddrGroupAddrCodec(),
            new PortGroupCodec(),
            new PortGroupPortCodec(),
            new DhcpSubnetCodec(),
            new DhcpHostCodec(),
            new ArpEntryCodec(),
            new MacEntryCodec(),
            new HostCodec(),
            new HostInterfacePortCodec(),
            new TunnelZoneCodec(),
            new TunnelZoneHostCodec(),
            new BgpPeerCodec(),
            new BgpNetworkCodec());

    private Codecs() {}

    static Codec<? extends Resource> of(Kind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind), kind.jsonName());
    }

    /** The codec of a resource's own kind, ready to take the resource. */
    @SuppressWarnings("unchecked") // The table holds for each kind the codec of the records of that kind.
    static <R extends Resource> Codec<R> of(R resource) {
        return (Codec<R>) of(resource.kind());
    }

    private static Map<Kind, Codec<?>> table(Codec<?>... codecs) {
        Map<Kind, Codec<?>> table = new EnumMap<>(Kind.class);
        for (Codec<?> codec : codecs) {
            table.put(codec.kind(), codec);
        }
        return table;
    }
}
