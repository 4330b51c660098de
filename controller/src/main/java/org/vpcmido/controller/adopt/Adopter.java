// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.Facts.Footprint;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.VpcState;

/**
 * Recognises in MidoNet what eucanetd or this controller made, whether the cloud still asks for it or not
 * (eucanetd-vpcmido.md 7). What is not surely ours keeps its observed key, and nobody will touch it.
 */
public final class Adopter {
    private final Recognition recognition;
    private final VpcState cloud;
    private final LayoutSettings settings;
    private final Map<Key, Device> devices;
    private final Map<String, Key> hosts;

    private Adopter(Topology observed, VpcState cloud, LayoutSettings settings) {
        this.recognition = new Recognition(observed);
        this.cloud = cloud;
        this.settings = settings;
        ComputedIds computedIds = new ComputedIds(cloud);
        this.hosts = Hosts.find(recognition, cloud);
        this.devices = NamedObjects.recognise(recognition, computedIds);
        Subnets subnets = Subnets.of(observed, devices, cloud);
        List<UplinkGateway> gateways = cloud.configuration().gateways();
        Ports.recognise(recognition, devices, subnets, new InterfaceNames(observed, cloud), computedIds, settings);
        Gateways.recognise(recognition, gateways, hosts);
        Routes routes = new Routes(recognition, devices, subnets, settings);
        Contents.recognise(
                recognition,
                routes::isOurs,
                gateways.stream().anyMatch(gateway -> gateway.bgp().isPresent()));
        reportPorts();
    }

    /**
     * Gives what is ours its logical keys.
     *
     * @param observed what MidoNet has, by observed keys
     * @param cloud tells hosts and gateways by name; what else is ours does not depend on it
     * @param settings the addresses that the layout uses
     */
    public static Adoption adopt(Topology observed, Checked cloud, LayoutSettings settings) {
        Adopter adopter = new Adopter(observed, cloud.state(), settings);
        Facts facts = adopter.facts();
        return new Adoption(
                observed.rekey(adopter.recognition::name),
                Identities.of(adopter.recognition.ids()),
                facts,
                adopter.recognition.findings());
    }

    /** As {@link #adopt(Topology, Checked, LayoutSettings)}, when no cloud is at hand to tell hosts by name. */
    public static Adoption adopt(Topology observed, LayoutSettings settings) {
        VpcState nobody = VpcState.empty(new CloudConfiguration(Ipv4.ANY, "", List.of(Ipv4.ANY), List.of(), List.of()));
        return adopt(observed, new Checked(nobody, List.of(), Set.of()), settings);
    }

    private Facts facts() {
        Map<CloudId, Footprint> footprints = Footprints.read(recognition, devices);
        Numbers routerIds = RouterIds.read(recognition, devices, settings);
        Numbers identityIds = IdentityIds.read(recognition, settings, routerIds.found(), footprints, cloud);
        return new Facts(
                Hosts.bindable(recognition, hosts),
                routerIds.found(),
                routerIds.reserved(),
                identityIds.found(),
                identityIds.reserved(),
                portMacs(),
                version(),
                recognition
                        .holder(Keys.EDGE_ROUTER, Router.class)
                        .map(Router::asNumber)
                        .orElse(0),
                footprints);
    }

    private Map<Key, MacAddress> portMacs() {
        Map<Key, MacAddress> macs = new HashMap<>();
        recognition
                .observed()
                .all(Kind.PORT, RouterPort.class)
                .forEach(port -> port.mac()
                        .ifPresent(mac -> recognition.claimed(port.key()).ifPresent(key -> macs.put(key, mac))));
        return macs;
    }

    /** The product version that MidoNet is marked with; the highest, should there be several. */
    private Optional<Ipv4> version() {
        NavigableSet<Ipv4> versions = recognition.holder(Keys.VERSION, IpAddrGroup.class).stream()
                .flatMap(group -> recognition.observed().referringTo(group.key(), IpAddrGroupAddr.class))
                .map(IpAddrGroupAddr::address)
                .collect(Collectors.toCollection(TreeSet::new));
        if (versions.size() > 1) {
            recognition.report(Finding.warning(
                    "euca_version",
                    "ambiguous-version",
                    "address group euca_version has %d addresses instead of 1: %s".formatted(versions.size(), versions),
                    "the highest counts"));
        }
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.last());
    }

    /** Ports of our devices that are not ours: an operator's, or half-made by somebody else. */
    private void reportPorts() {
        Stream.concat(
                        recognition.unclaimed(Kind.PORT, RouterPort.class),
                        recognition.unclaimed(Kind.PORT, BridgePort.class))
                .forEach(port -> {
                    Device device = devices.get(port.device());
                    if (device != null) {
                        report(port, port, device);
                    }
                });
    }

    private void report(Resource resource, Port port, Device device) {
        Optional<String> wire = recognition
                .observed()
                .peer(port.key())
                .map(peer -> "linked to " + recognition.name(peer))
                .or(() -> recognition
                        .observed()
                        .find(HostInterfacePort.key(port.key()), HostInterfacePort.class)
                        .map(binding -> "bound to " + binding.interfaceName()));
        recognition.report(
                resource,
                Finding.warning(
                        device.key().path(),
                        wire.isPresent() ? "unknown-port" : "unconnected-port",
                        "port %s of %s is %s"
                                .formatted(
                                        Recognition.id(resource),
                                        device.key(),
                                        wire.orElse("neither linked nor bound, and nothing tells what it is for")),
                        "left alone"));
    }
}
