// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.midonet.trace.Stations;
import org.vpcmido.midonet.trace.Walker;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/**
 * Where machines are plugged into MidoNet. Ports are found by the host and device that they are bound to, as agents do
 * it, and by nothing else. Guests answer ARP for their own address, the routers outside and the metadata service for
 * theirs.
 */
final class Wire implements Stations {
    static final String METADATA = "metadata";

    private static final String METADATA_DEVICE = "eucamd_mido";
    private static final Ipv4 METADATA_ADDRESS = Ipv4.of("169.254.169.254");
    private static final Ipv4 RESOLVER_ADDRESS = Ipv4.of("169.254.169.253");

    private static final Pattern GUEST_DEVICE = Pattern.compile("vn_(i|eni)-.*");

    private final VpcState cloud;
    private final Topology topology;
    private final Walker walker;
    private final Map<String, Key> ports = new HashMap<>();
    private final Map<Key, String> names = new HashMap<>();
    private final Map<Key, String> former = new HashMap<>();
    private final Map<Key, Key> hosts = new HashMap<>();

    Wire(VpcState cloud, Topology topology, Walker walker) {
        this.cloud = cloud;
        this.topology = topology;
        this.walker = walker;
        Map<String, String> plugs = plugs();
        topology.all(Kind.HOST_INTERFACE_PORT, HostInterfacePort.class).forEach(binding -> {
            hosts.put(binding.port(), binding.host());
            String place = hostName(binding) + " " + binding.interfaceName();
            String name = plugs.get(place);
            if (name != null) {
                ports.put(name, binding.port());
                names.put(binding.port(), name);
            } else if (GUEST_DEVICE.matcher(binding.interfaceName()).matches()) {
                // Of an interface that is gone from the cloud, or is meant to be on another host.
                former.put(
                        binding.port(), Names.readable(binding.interfaceName()).replaceFirst(".*-", ""));
            }
        });
    }

    /** Host and device of each machine, to its name. */
    private Map<String, String> plugs() {
        Map<String, String> plugs = new HashMap<>();
        cloud.hosts()
                .values()
                .forEach(host -> cloud.interfaces().values().stream()
                        .filter(each -> host.instances().contains(each.instanceId()))
                        .forEach(each -> plugs.put(host.name() + " vn_" + each.nameInMidonet(), Names.of(each.id()))));
        int number = 1;
        for (UplinkGateway gateway : cloud.configuration().gateways()) {
            plugs.put(gateway.host() + " " + gateway.device(), "GW" + number++);
        }
        plugs.put(cloud.configuration().controllerAddress() + " " + METADATA_DEVICE, METADATA);
        return plugs;
    }

    private String hostName(HostInterfacePort binding) {
        return topology.find(binding.host(), Host.class)
                .map(Host::name)
                .orElse(binding.host().path());
    }

    Topology topology() {
        return topology;
    }

    Walker walker() {
        return walker;
    }

    VpcState cloud() {
        return cloud;
    }

    /** The port of an instance's interface, of an uplink ({@code GW1}), or of the metadata service. */
    Key port(String name) {
        return Optional.ofNullable(ports.get(name))
                .orElseThrow(() -> new AssertionError("MidoNet has no port bound where " + name + " is plugged"));
    }

    boolean isPlugged(String name) {
        return ports.containsKey(name);
    }

    /** Who stands behind a port, or its key if nobody of the cloud does. */
    String name(Key port) {
        return Optional.ofNullable(names.get(port))
                .or(() -> Optional.ofNullable(former.get(port)))
                .orElse(port.path());
    }

    /** The name of the host that the port is bound to. */
    String hostOf(String name) {
        Key host = Optional.ofNullable(hosts.get(port(name))).orElseThrow();
        return topology.find(host, Host.class).map(Host::name).orElse(host.path());
    }

    NetworkInterface guest(String name) {
        return Optional.ofNullable(cloud.interfaces().get(Ids.networkInterface(name)))
                .orElseThrow(() -> new IllegalArgumentException("no interface " + name));
    }

    /** All interfaces that are plugged, by name. */
    List<String> guests() {
        return cloud.interfaces().keySet().stream()
                .map(Names::of)
                .filter(this::isPlugged)
                .toList();
    }

    /** All addresses by which interfaces are to be reached. */
    List<String> addresses() {
        return cloud.interfaces().values().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.privateAddress()), each.publicAddress().stream()))
                .map(Ipv4::toString)
                .distinct()
                .toList();
    }

    boolean isGuest(String name) {
        return cloud.interfaces().containsKey(Ids.networkInterface(name));
    }

    Subnet subnetOf(NetworkInterface guest) {
        return Optional.ofNullable(cloud.subnets().get(guest.subnetId())).orElseThrow();
    }

    /** The Ethernet address of the machine behind a port. */
    MacAddress station(String name) {
        return isGuest(name) ? guest(name).mac() : new MacAddress(0x0200_0000_0000L | (name.hashCode() & 0xFFFF_FFFFL));
    }

    @Override
    public Optional<MacAddress> answer(Key port, Ipv4 address) {
        String name = names.get(port);
        if (name == null) {
            return Optional.empty();
        }
        boolean isItsOwn = isGuest(name)
                ? guest(name).privateAddress().equals(address)
                : name.equals(METADATA)
                        ? address.equals(METADATA_ADDRESS) || address.equals(RESOLVER_ADDRESS)
                        : uplink(name).nextHop().equals(address);
        return isItsOwn ? Optional.of(station(name)) : Optional.empty();
    }

    private UplinkGateway uplink(String name) {
        return cloud.configuration().gateways().get(Integer.parseInt(name.substring(2)) - 1);
    }
}
