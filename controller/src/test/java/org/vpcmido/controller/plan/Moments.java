// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcState;

/**
 * A cloud at some moment of its life: of what can come and go, each thing is there or not, and what can be switched is
 * on or off. Two moments differ in changes of every kind. Nothing dangles, so that nothing is held.
 */
public final class Moments {
    private static final int LAST_ENTRY = 32767;
    private static final int DEVICE_DIGITS = 8;

    private final VpcState whole;
    private final Random random;
    private final Set<String> devices = new HashSet<>();

    private Moments(VpcState whole, Random random) {
        this.whole = whole;
        this.random = random;
    }

    /** A moment in the life of {@code whole}; equal clouds and randomness give equal moments. */
    public static VpcState of(VpcState whole, Random random) {
        return new Moments(whole, random).moment();
    }

    /** {@code from}, and one entity of it as it is in {@code to}; the same if they differ in none. */
    static VpcState oneEntityOn(VpcState from, VpcState to, Random random) {
        List<VpcState> next = new ArrayList<>();
        exchanges(from.routeTables(), to.routeTables())
                .forEach((id, one) -> next.add(from.edit().routeTables(one).build()));
        exchanges(from.networkAcls(), to.networkAcls())
                .forEach((id, one) -> next.add(from.edit().networkAcls(one).build()));
        exchanges(from.securityGroups(), to.securityGroups())
                .forEach((id, one) -> next.add(from.edit().securityGroups(one).build()));
        exchanges(from.natGateways(), to.natGateways())
                .forEach((id, one) -> next.add(from.edit().natGateways(one).build()));
        exchanges(from.interfaces(), to.interfaces())
                .forEach((id, one) -> next.add(from.edit().interfaces(one).build()));
        return next.isEmpty() ? from : next.get(random.nextInt(next.size()));
    }

    private static <K, V> Map<K, NavigableMap<K, V>> exchanges(NavigableMap<K, V> from, NavigableMap<K, V> to) {
        Set<K> ids = new TreeSet<>(from.keySet());
        ids.addAll(to.keySet());
        Map<K, NavigableMap<K, V>> exchanges = new LinkedHashMap<>();
        ids.stream().filter(id -> !Objects.equals(from.get(id), to.get(id))).forEach(id -> {
            NavigableMap<K, V> exchanged = new TreeMap<>(from);
            exchanged.remove(id);
            Optional.ofNullable(to.get(id)).ifPresent(entity -> exchanged.put(id, entity));
            exchanges.put(id, exchanged);
        });
        return exchanges;
    }

    private VpcState moment() {
        Set<InstanceId> running = whole.interfaces().values().stream()
                .filter(each -> each.deviceIndex() == 0 && chance(75))
                .map(NetworkInterface::instanceId)
                .collect(Collectors.toSet());
        var interfaces = mapped(
                filtered(
                        whole.interfaces(),
                        each -> running.contains(each.instanceId())
                                && (each.deviceIndex() == 0 || chance(75))
                                && devices.add(device(each))),
                this::switched);
        var natGateways = filtered(whole.natGateways(), each -> chance(75));
        Set<SubnetId> used =
                natGateways.values().stream().map(NatGateway::subnetId).collect(Collectors.toSet());
        interfaces.values().stream().map(NetworkInterface::subnetId).forEach(used::add);
        Predicate<RouteTarget> isThere = target -> target instanceof RouteTarget.ToInternetGateway
                || (target instanceof RouteTarget.ToNatGateway nat && natGateways.containsKey(nat.id()))
                || (target instanceof RouteTarget.ToInterface eni && interfaces.containsKey(eni.id()));
        return whole.edit()
                .hosts(placed(interfaces.values().stream()
                        .map(NetworkInterface::instanceId)
                        .collect(Collectors.toSet())))
                .subnets(filtered(whole.subnets(), (Subnet each) -> used.contains(each.id()) || chance(50)))
                .routeTables(mapped(
                        whole.routeTables(),
                        each -> new RouteTable(
                                each.id(),
                                each.vpcId(),
                                some(each.routes(), route -> isThere.test(route.target()) && chance(85)))))
                .networkAcls(mapped(
                        whole.networkAcls(),
                        each -> new NetworkAcl(
                                each.id(),
                                each.vpcId(),
                                some(each.ingress(), this::stays),
                                some(each.egress(), this::stays))))
                .natGateways(natGateways)
                .interfaces(interfaces)
                .securityGroups(mapped(
                        whole.securityGroups(),
                        each -> new SecurityGroup(
                                each.id(),
                                some(each.ingress(), rule -> chance(80)),
                                some(each.egress(), rule -> chance(80)))))
                .build();
    }

    /** What of a name fits into that of a host's device: two with the same could not be on one host. */
    private static String device(NetworkInterface each) {
        String name = each.nameInMidonet().value();
        return name.substring(0, Math.min(name.length(), name.indexOf('-') + DEVICE_DIGITS + 1));
    }

    private boolean stays(NetworkAcl.Entry entry) {
        return entry.number() == LAST_ENTRY || chance(80);
    }

    private NetworkInterface switched(NetworkInterface each) {
        Optional<Ipv4> address = each.publicAddress().filter(there -> chance(75));
        boolean check = chance(15) != each.sourceDestCheck();
        return new NetworkInterface(
                each.id(),
                each.instanceId(),
                each.deviceIndex(),
                each.vpcId(),
                each.subnetId(),
                each.mac(),
                each.privateAddress(),
                address,
                check,
                each.securityGroups());
    }

    /** Some have migrated. */
    private NavigableMap<String, Host> placed(Set<InstanceId> running) {
        List<String> names = List.copyOf(whole.hosts().keySet());
        NavigableMap<String, List<InstanceId>> placements = new TreeMap<>();
        whole.hosts()
                .values()
                .forEach(host -> host.instances().stream()
                        .filter(running::contains)
                        .forEach(instance -> {
                            String place = chance(15) ? names.get(random.nextInt(names.size())) : host.name();
                            placements
                                    .computeIfAbsent(place, none -> new ArrayList<>())
                                    .add(instance);
                        }));
        return mapped(whole.hosts(), host -> host.withInstances(placements.getOrDefault(host.name(), List.of())));
    }

    private static <K, V> NavigableMap<K, V> filtered(NavigableMap<K, V> all, Predicate<V> kept) {
        NavigableMap<K, V> some = new TreeMap<>(all);
        some.values().removeIf(kept.negate());
        return some;
    }

    private static <K, V> NavigableMap<K, V> mapped(NavigableMap<K, V> all, UnaryOperator<V> change) {
        NavigableMap<K, V> changed = new TreeMap<>(all);
        changed.replaceAll((key, value) -> change.apply(value));
        return changed;
    }

    private static <T> List<T> some(List<T> all, Predicate<T> kept) {
        return all.stream().filter(kept).toList();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
