// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortGroup;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;

/**
 * Recognises what has a name. Names are not unique in MidoNet; of several objects with one name the one that is used
 * most is ours. What has lost its name is told by the id that we gave to it.
 */
final class NamedObjects {
    /** The tenant of all that eucanetd made (eucanetd-vpcmido.md 2); MidoNet shows none for some objects. */
    private static final String TENANT = "euca_tenant_1";

    private final Recognition recognition;
    private final ComputedIds computedIds;
    private final Topology observed;
    private final Map<Key, Device> devices = new HashMap<>();

    private NamedObjects(Recognition recognition, ComputedIds computedIds) {
        this.recognition = recognition;
        this.computedIds = computedIds;
        this.observed = recognition.observed();
    }

    /** Claims routers, bridges, chains, address groups and port groups; yields the devices by their observed keys. */
    static Map<Key, Device> recognise(Recognition recognition, ComputedIds computedIds) {
        NamedObjects objects = new NamedObjects(recognition, computedIds);
        objects.devices(Kind.ROUTER, Router.class, Router::tenantId, router -> LayoutNames.router(router.name()));
        objects.devices(Kind.BRIDGE, Bridge.class, Bridge::tenantId, bridge -> LayoutNames.bridge(bridge.name()));
        objects.claim(
                Kind.CHAIN,
                Chain.class,
                chain -> isOurs(chain.tenantId()) ? LayoutNames.chain(chain.name()) : Optional.empty(),
                objects::uses);
        objects.claim(
                Kind.IP_ADDR_GROUP, IpAddrGroup.class, group -> LayoutNames.addressGroup(group.name()), objects::uses);
        objects.claim(
                Kind.PORT_GROUP,
                PortGroup.class,
                group -> isOurs(group.tenantId()) ? LayoutNames.portGroup(group.name()) : Optional.empty(),
                objects::uses);
        return Collections.unmodifiableMap(objects.devices);
    }

    private static boolean isOurs(String tenant) {
        return tenant.isEmpty() || tenant.equals(TENANT);
    }

    private <D extends Resource> void devices(
            Kind kind, Class<D> type, Function<D, String> tenant, Function<D, Optional<Device>> read) {
        Map<Key, Device> named = new HashMap<>();
        claim(
                kind,
                type,
                each -> {
                    Optional<Device> device = isOurs(tenant.apply(each)) ? read.apply(each) : Optional.empty();
                    device.ifPresent(present -> named.put(each.key(), present));
                    return device.map(Device::key);
                },
                each -> connections(each.key()));
        recognition
                .unclaimed(kind, type)
                .forEach(each -> computedIds
                        .device(each.key())
                        .filter(device -> recognition.claim(each.key(), device.key()))
                        .ifPresent(device -> named.put(each.key(), device)));
        named.forEach((key, device) -> {
            if (recognition.isClaimed(key)) {
                devices.put(key, device);
            }
        });
    }

    private <R extends Resource> void claim(
            Kind kind, Class<R> type, Function<R, Optional<Key>> read, ToLongFunction<R> use) {
        Map<Key, List<R>> candidates = new TreeMap<>();
        observed.all(kind, type)
                .forEach(each -> read.apply(each)
                        .ifPresent(key -> candidates
                                .computeIfAbsent(key, none -> new ArrayList<>())
                                .add(each)));
        Comparator<R> mostUsed = Comparator.comparingLong(use).reversed();
        candidates.forEach((key, all) -> {
            if (all.size() == 1) {
                recognition.claim(all.get(0).key(), key);
            } else {
                recognition.claimBest(key, all, mostUsed);
            }
        });
        recognition
                .unclaimed(kind, type)
                .forEach(
                        each -> computedIds.key(kind, each.key()).ifPresent(key -> recognition.claim(each.key(), key)));
    }

    /** The ports of a device that are linked or bound. */
    private long connections(Key device) {
        return observed.ports(device)
                .filter(port -> observed.peer(port.key()).isPresent() || isBound(port))
                .count();
    }

    private boolean isBound(Port port) {
        return observed.contains(HostInterfacePort.key(port.key()));
    }

    /** The filters, jumps and conditions that name a chain or group; then its members or own rules. */
    private long uses(Resource subject) {
        long all = observed.referringTo(subject.key()).count();
        long users = observed.referringTo(subject.key())
                .filter(each -> !isPartOf(each, subject.key()))
                .count();
        return (users << Integer.SIZE) + (all - users);
    }

    private static boolean isPartOf(Resource each, Key parent) {
        boolean member = each.key().isWithin(parent);
        return member || (each instanceof Rule rule && rule.chain().equals(parent));
    }
}
