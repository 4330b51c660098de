// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.VpcState;

/** What a client would read, without a server: logical keys become observed ones again. */
public final class Observed {
    private Observed() {}

    /** A topology after it has been written: everything goes by the id that is computed for its key. */
    public static Topology of(Topology written) {
        Map<Key, Key> names = new HashMap<>();
        written.resources().stream()
                .filter(each -> each.kind().hasId() && !each.key().isObserved())
                .forEach(each -> names.put(
                        each.key(), Key.observed(each.kind(), Identities.none().id(each.key()))));
        return written.rekey(key -> names.getOrDefault(key, key));
    }

    /** The machines that a cloud names, alive. */
    public static List<Host> hosts(VpcState cloud) {
        Set<String> names = new TreeSet<>(cloud.hosts().keySet());
        names.add(cloud.configuration().controllerAddress().toString());
        cloud.configuration().gateways().forEach(gateway -> names.add(gateway.host()));
        return names.stream()
                .map(name -> new Host(
                        Key.observed(Kind.HOST, Identities.none().id(new Key(name))),
                        name,
                        Ipv4.parse(name).stream().toList(),
                        true,
                        List.of()))
                .toList();
    }

    /** The machines that a cloud names, alive and all in one tunnel zone. */
    public static List<Resource> machines(VpcState cloud) {
        TunnelZone zone = new TunnelZone(
                Key.observed(Kind.TUNNEL_ZONE, Identities.none().id(new Key("mido-tz"))), "mido-tz", "gre");
        List<Resource> machines = new ArrayList<>(List.of(zone));
        for (Host host : hosts(cloud)) {
            machines.add(host);
            machines.add(new TunnelZoneHost(
                    zone.key(),
                    host.key(),
                    host.addresses().stream().findFirst().orElse(Ipv4.ANY)));
        }
        return machines;
    }
}
