// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.vpcmido.midonet.simulator.HostDescription;
import org.vpcmido.midonet.simulator.Personality;
import org.vpcmido.midonet.simulator.Simulator;
import org.vpcmido.midonet.simulator.SimulatorOptions;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/** A simulated MidoNet with the machines of a cloud: nodes, gateways and cloud controller, all in one tunnel zone. */
public final class LabMidonet {
    private static final String TUNNEL_ZONE = "mido-tz";

    private final Simulator simulator;

    private LabMidonet(Simulator simulator) {
        this.simulator = simulator;
    }

    /**
     * How a simulator behaves.
     *
     * @param port TCP port, 0 for a free one
     * @param personality {@code 5.0}, {@code 5.2} or {@code 5.4}
     * @param latency how long each answer is held back
     * @param writeLock how long each write holds the one lock that all writes take; zero for no lock
     * @param zookeeper where agents tell that they are alive: {@code host:port}
     * @throws IllegalArgumentException if one of them is out of range
     */
    public static SimulatorOptions options(
            int port, String personality, Duration latency, Duration writeLock, Optional<String> zookeeper) {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withPort(port)
                .withPersonality(Personality.of(personality))
                .withLatency(latency)
                .withWriteLock(writeLock);
        return zookeeper.map(options::withZooKeeper).orElse(options);
    }

    /** Starts an empty MidoNet. */
    public static Future<LabMidonet> start(Vertx vertx, SimulatorOptions options) {
        return Simulator.start(vertx, options).map(LabMidonet::new);
    }

    /** Where its API listens. */
    public String url() {
        return simulator.url();
    }

    public Simulator simulator() {
        return simulator;
    }

    /**
     * Replaces its whole state by a topology dump; hosts that the dump does not show alive stay down.
     *
     * @param topology in the form of the product contract, section 5
     */
    public Future<Void> load(String topology) {
        return simulator.load(topology);
    }

    /** Adds every machine that the cloud names, alive, with any device that a port is bound to. */
    public Future<Void> addHostsOf(VpcState cloud) {
        NavigableMap<String, NavigableSet<String>> devices = new TreeMap<>();
        devices.put(cloud.configuration().controllerAddress().toString(), new TreeSet<>());
        cloud.hosts().keySet().forEach(name -> devices.put(name, new TreeSet<>()));
        for (UplinkGateway gateway : cloud.configuration().gateways()) {
            devices.computeIfAbsent(gateway.host(), none -> new TreeSet<>()).add(gateway.device());
        }
        List<HostDescription> hosts = devices.entrySet().stream()
                .map(host -> describe(host.getKey(), host.getValue()))
                .toList();
        return addHosts(hosts, List.of(Zone.ofAll(hosts)));
    }

    /**
     * Adds machines, alive, with the devices that they list and no others.
     *
     * @param zones which of them can reach each other; if there is none, all can
     */
    public Future<Void> addMachines(List<Machine> machines, List<Zone> zones) {
        List<HostDescription> hosts = machines.stream()
                .map(each -> new HostDescription(
                        computedId("host/" + each.name()), each.name(), each.addresses(), each.interfaces(), false))
                .toList();
        return addHosts(hosts, zones.isEmpty() ? List.of(Zone.ofAll(hosts)) : zones);
    }

    /**
     * A machine with an agent.
     *
     * @param name host name
     * @param addresses its IPv4 addresses, the one on the tunnel network first
     * @param interfaces its network devices
     */
    public record Machine(String name, List<String> addresses, List<String> interfaces) {
        public Machine {
            addresses = List.copyOf(addresses);
            interfaces = List.copyOf(interfaces);
        }
    }

    /**
     * Machines between which packets are tunnelled.
     *
     * @param name its name
     * @param type how, as MidoNet calls it: {@code gre}, {@code vxlan} or {@code vtep}
     * @param hosts names of its members
     */
    public record Zone(String name, String type, List<String> hosts) {
        private static final Set<String> TYPES = Set.of("gre", "vxlan", "vtep");

        public Zone {
            requireNonNull(name, "name");
            if (!TYPES.contains(type)) {
                throw new IllegalArgumentException(
                        "type '" + type + "' of tunnel zone '" + name + "' is not one of gre, vxlan, vtep");
            }
            hosts = List.copyOf(hosts);
        }

        private static Zone ofAll(List<HostDescription> hosts) {
            return new Zone(
                    TUNNEL_ZONE,
                    "gre",
                    hosts.stream().map(HostDescription::name).toList());
        }
    }

    private Future<Void> addHosts(List<HostDescription> hosts, List<Zone> zones) {
        return simulator
                .dump()
                .compose(state -> simulator.load(withMembers(state, hosts, zones)))
                .compose(loaded ->
                        Future.all(hosts.stream().map(simulator::addHost).toList()))
                .mapEmpty();
    }

    /** Stops it. */
    public Future<Void> close() {
        return simulator.close();
    }

    private static HostDescription describe(String name, NavigableSet<String> devices) {
        List<String> addresses = Ipv4.parse(name).map(Ipv4::toString).stream().toList();
        NavigableSet<String> interfaces = new TreeSet<>(devices);
        interfaces.add("eth0");
        return new HostDescription(computedId("host/" + name), name, addresses, List.copyOf(interfaces), true);
    }

    /** The same thing always has the same id. */
    private static UUID computedId(String path) {
        return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
    }

    /** The state with each host known (an agent that comes up brings the rest) and a member of its tunnel zones. */
    private static ObjectNode withMembers(ObjectNode state, List<HostDescription> hosts, List<Zone> zones) {
        Map<String, HostDescription> byName = new LinkedHashMap<>();
        for (HostDescription host : hosts) {
            byName.put(host.name(), host);
            state.withArray("hosts").addObject().put("id", host.id().toString()).put("name", host.name());
        }
        for (Zone zone : zones) {
            String id = zoneId(state, zone);
            zone.hosts()
                    .forEach(name -> Optional.ofNullable(byName.get(name)).ifPresent(host -> join(state, id, host)));
        }
        return state;
    }

    /** That of a zone which is there under this name, or of a new one; of any, where one zone is for all. */
    private static String zoneId(ObjectNode state, Zone zone) {
        for (JsonNode present : state.withArray("tunnel_zones")) {
            if (present.path("name").asText().equals(zone.name()) || zone.name().equals(TUNNEL_ZONE)) {
                return present.path("id").asText();
            }
        }
        String id = computedId("tunnel-zone/" + zone.name()).toString();
        state.withArray("tunnel_zones")
                .addObject()
                .put("id", id)
                .put("name", zone.name())
                .put("type", zone.type());
        return id;
    }

    private static void join(ObjectNode state, String zone, HostDescription host) {
        // A host known by name only still needs an address on the tunnel network; 192.0.2.0/24 is for examples.
        int number = state.withArray("tunnel_zone_hosts").size();
        String address = host.addresses().stream()
                .findFirst()
                .orElse(Ipv4.of("192.0.2.1").plus(number).toString());
        state.withArray("tunnel_zone_hosts")
                .addObject()
                .put("tunnelZoneId", zone)
                .put("hostId", host.id().toString())
                .put("ipAddress", address);
    }
}
