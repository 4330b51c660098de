// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Traffic;
import org.vpcmido.model.vpc.VpcState;

/** What happens in a cloud all day, one event at a time; the same seed tells the same story. */
public final class CloudLife {
    private static final Ipv4 LAST_PUBLIC_ADDRESS = Ipv4.of("203.0.113.254");
    private static final int FIRST_TENANT_PORT = 8000;
    private static final int TENANT_PORTS = 1000;

    private final Random random;
    private int publicAddressesGiven;

    public CloudLife(long seed) {
        random = new Random(seed);
    }

    /**
     * The cloud after one more event.
     *
     * @param what happened, in words
     * @param state the cloud afterwards
     */
    public record Event(String what, VpcState state) {}

    /** One more event. */
    public Event next(VpcState state) {
        List<NetworkInterface> interfaces = List.copyOf(state.interfaces().values());
        NetworkInterface chosen = interfaces.get(random.nextInt(interfaces.size()));
        return switch (random.nextInt(4)) {
            case 0 -> migration(state, chosen);
            case 1 -> sourceDestCheck(state, chosen);
            case 2 -> publicAddress(state, chosen);
            default -> groupRule(state);
        };
    }

    private Event migration(VpcState state, NetworkInterface chosen) {
        InstanceId instance = chosen.instanceId();
        List<Host> others = state.hosts().values().stream()
                .filter(host -> !host.instances().contains(instance))
                .toList();
        Host target = others.get(random.nextInt(others.size()));
        NavigableMap<String, Host> hosts = new TreeMap<>();
        state.hosts().values().forEach(host -> {
            List<InstanceId> running = new ArrayList<>(host.instances());
            running.remove(instance);
            if (host.equals(target)) {
                running.add(instance);
            }
            hosts.put(host.name(), new Host(host.name(), host.zone(), running));
        });
        return new Event(
                instance + " migrates to " + target.name(), with(state, hosts, state.interfaces(), groups(state)));
    }

    private static Event sourceDestCheck(VpcState state, NetworkInterface chosen) {
        boolean check = !chosen.sourceDestCheck();
        return new Event(
                chosen.id() + " switches its source/destination check " + (check ? "on" : "off"),
                replace(state, chosen, each -> copy(each, each.publicAddress(), check)));
    }

    private Event publicAddress(VpcState state, NetworkInterface chosen) {
        if (chosen.publicAddress().isPresent()) {
            return new Event(
                    chosen.instanceId() + " gives up " + chosen.publicAddress().get(),
                    replace(state, chosen, each -> copy(each, Optional.empty(), each.sourceDestCheck())));
        }
        Ipv4 address = LAST_PUBLIC_ADDRESS.plus(-(publicAddressesGiven++ % 128));
        boolean taken = state.interfaces().values().stream()
                .anyMatch(each -> each.publicAddress().filter(address::equals).isPresent());
        if (taken) {
            return sourceDestCheck(state, chosen);
        }
        return new Event(
                chosen.instanceId() + " gets " + address,
                replace(state, chosen, each -> copy(each, Optional.of(address), each.sourceDestCheck())));
    }

    private Event groupRule(VpcState state) {
        List<SecurityGroup> groups = List.copyOf(state.securityGroups().values());
        SecurityGroup group = groups.get(random.nextInt(groups.size()));
        int port = FIRST_TENANT_PORT + random.nextInt(TENANT_PORTS);
        List<SecurityGroup.Rule> ingress = new ArrayList<>(group.ingress());
        ingress.add(new SecurityGroup.Rule(
                Traffic.of(Protocol.TCP, PortRange.of(port)), new SecurityGroup.PeerCidr(Cidr.ANY)));
        NavigableMap<SecurityGroupId, SecurityGroup> changed = groups(state);
        changed.put(group.id(), new SecurityGroup(group.id(), ingress, group.egress()));
        return new Event(group.id() + " opens port " + port, with(state, state.hosts(), state.interfaces(), changed));
    }

    private static NavigableMap<SecurityGroupId, SecurityGroup> groups(VpcState state) {
        return new TreeMap<>(state.securityGroups());
    }

    private static VpcState replace(VpcState state, NetworkInterface old, UnaryOperator<NetworkInterface> change) {
        var interfaces = new TreeMap<>(state.interfaces());
        interfaces.put(old.id(), change.apply(old));
        return with(state, state.hosts(), interfaces, groups(state));
    }

    private static NetworkInterface copy(NetworkInterface each, Optional<Ipv4> publicAddress, boolean check) {
        return new NetworkInterface(
                each.id(),
                each.instanceId(),
                each.deviceIndex(),
                each.vpcId(),
                each.subnetId(),
                each.mac(),
                each.privateAddress(),
                publicAddress,
                check,
                each.securityGroups());
    }

    private static VpcState with(
            VpcState state,
            NavigableMap<String, Host> hosts,
            NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces,
            NavigableMap<SecurityGroupId, SecurityGroup> groups) {
        return new VpcState(
                state.configuration(),
                hosts,
                state.vpcs(),
                state.subnets(),
                state.routeTables(),
                state.networkAcls(),
                state.natGateways(),
                interfaces,
                groups,
                state.dhcpOptionSets());
    }
}
