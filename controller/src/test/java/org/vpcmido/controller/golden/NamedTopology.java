// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.TunnelZone;
import org.vpcmido.midonet.resource.TunnelZoneHost;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.MacAddress;

/**
 * A topology under the names of its devices, chains and groups, so that two can be compared that have different keys:
 * one line for each resource that a controller asks for. Hosts, tunnel zones, routes of type Local and the MACs that
 * somebody chose for router ports do not count.
 */
public final class NamedTopology {
    private final Topology topology;
    private final Map<Key, Key> names = new HashMap<>();
    private final Map<MacAddress, String> portMacs = new HashMap<>();

    public NamedTopology(Topology topology) {
        this.topology = topology;
        topology.resources().forEach(each -> nameOf(each).ifPresent(name -> names.put(each.key(), new Key(name))));
        topology.resources().forEach(each -> {
            if (each instanceof RouterPort port) {
                names.put(port.key(), new Key("port:" + name(port.router()) + "/" + port.address()));
                port.mac().ifPresent(mac -> portMacs.put(mac, "mac of " + names.get(port.key())));
            }
        });
        topology.resources().forEach(each -> {
            if (each instanceof BridgePort port) {
                names.put(port.key(), new Key("port:" + name(port.bridge()) + "/" + plug(port)));
            }
        });
    }

    private static Optional<String> nameOf(Resource each) {
        if (each instanceof Router router) {
            return Optional.of("router:" + router.name());
        } else if (each instanceof Bridge bridge) {
            return Optional.of("bridge:" + bridge.name());
        } else if (each instanceof Chain chain) {
            return Optional.of("chain:" + chain.name());
        } else if (each instanceof IpAddrGroup group) {
            return Optional.of("ipag:" + group.name());
        } else if (each instanceof PortGroup group) {
            return Optional.of("pg:" + group.name());
        } else if (each instanceof Host host) {
            return Optional.of("host:" + host.name());
        }
        return Optional.empty();
    }

    private String plug(BridgePort port) {
        return topology.find(HostInterfacePort.key(port.key()), HostInterfacePort.class)
                .map(binding -> "if=" + binding.interfaceName())
                .or(() -> topology.peer(port.key()).map(peer -> "peer=" + name(peer)))
                .orElse("unplugged " + port.key());
    }

    private Key name(Key key) {
        return names.getOrDefault(key, key);
    }

    /** How many resources there are, by line; a line tells all that MidoNet would treat differently. */
    public SortedMap<String, Integer> lines() {
        SortedMap<String, Integer> lines = new TreeMap<>();
        for (Resource each : topology.resources()) {
            boolean local = each instanceof Route route && route.type() == Route.Type.LOCAL;
            boolean given = each instanceof Host || each instanceof TunnelZone || each instanceof TunnelZoneHost;
            if (!local && !given) {
                lines.merge(line(each), 1, Integer::sum);
            }
        }
        return lines;
    }

    private String line(Resource each) {
        Resource named = each.rekey(this::name);
        if (named instanceof ContentAddressed<?> content) {
            return content.parent() + " " + content.content();
        } else if (named instanceof RouterPort port) {
            boolean chosen = port.mac().filter(mac -> !isGenerated(mac)).isPresent();
            return named.toString()
                    .replaceFirst(
                            "mac=Optional\\[[^]]*\\]",
                            "mac=" + (chosen ? port.mac().get() : "any"));
        } else if (named instanceof ArpEntry entry) {
            return entry.bridge() + " arp " + entry.address() + " is "
                    + portMacs.getOrDefault(entry.mac(), entry.mac().toString());
        } else if (nameOf(each).isEmpty() && !(named instanceof RouterPort) && !(named instanceof BridgePort)) {
            return named.toString().replaceFirst("key=[^,]*, ", "");
        }
        return named.toString();
    }

    /** By MidoNet (ac:ca:ba), or by us (locally administered). */
    private static boolean isGenerated(MacAddress mac) {
        return mac.toString().startsWith("ac:ca:ba:") || (mac.bits() >>> 40 & 2) != 0;
    }

    /** The contents of each chain's rules in their order, by the chain's name. */
    public SortedMap<String, List<String>> chains() {
        SortedMap<String, List<String>> chains = new TreeMap<>();
        topology.resources().stream()
                .filter(Rule.class::isInstance)
                .map(Rule.class::cast)
                .sorted(Comparator.comparing(Rule::chain).thenComparingInt(Rule::position))
                .forEach(rule -> chains.computeIfAbsent(name(rule.chain()).path(), none -> new ArrayList<>())
                        .add(rule.rekey(this::name).content()));
        return chains;
    }

    /** What one has more of than the other, a line each; empty if they are alike. */
    public static List<String> differences(NamedTopology expected, NamedTopology actual) {
        SortedMap<String, Integer> wanted = expected.lines();
        SortedMap<String, Integer> had = actual.lines();
        List<String> differences = new ArrayList<>();
        wanted.forEach((line, count) -> {
            if (had.getOrDefault(line, 0) < count) {
                differences.add("missing:  " + line);
            }
        });
        had.forEach((line, count) -> {
            if (wanted.getOrDefault(line, 0) < count) {
                differences.add("too much: " + line);
            }
        });
        return differences;
    }
}
