// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;

/**
 * Finds the number of each router in its name and in the address of its uplink (eucanetd-vpcmido.md 2.2). Where they
 * differ the address counts, as packets go by it.
 */
final class RouterIds {
    private final Recognition recognition;
    private final LayoutSettings settings;
    private final NavigableMap<CloudId, Integer> found = new TreeMap<>();
    private final Set<Integer> reserved = new TreeSet<>();

    private RouterIds(Recognition recognition, LayoutSettings settings) {
        this.recognition = recognition;
        this.settings = settings;
    }

    static Numbers read(Recognition recognition, Map<Key, Device> devices, LayoutSettings settings) {
        RouterIds ids = new RouterIds(recognition, settings);
        new TreeMap<>(devices).values().forEach(device -> {
            if (device instanceof Device.VpcRouter vpc) {
                ids.read(device, vpc.vpc(), Keys.vpcUplink(vpc.vpc()));
                ids.check(vpc);
            } else if (device instanceof Device.NatRouter nat) {
                ids.read(device, nat.natGateway(), Keys.natGatewayUplink(nat.natGateway()));
            }
        });
        ids.reserve();
        ids.reserved.removeAll(ids.found.values());
        return new Numbers(ids.found, ids.reserved);
    }

    private void read(Device router, CloudId subject, Key uplink) {
        OptionalInt inAddress = recognition
                .holder(uplink, RouterPort.class)
                .map(port -> offset(settings.transit(), port.address()))
                .orElse(OptionalInt.empty());
        OptionalInt inName = router.number();
        if (inAddress.isPresent() && inName.isPresent() && inAddress.getAsInt() != inName.getAsInt()) {
            mismatch(
                    subject,
                    "router %s has id %d in its name and %d in the address of its uplink"
                            .formatted(router.key(), inName.getAsInt(), inAddress.getAsInt()));
            reserved.add(inName.getAsInt());
        }
        (inAddress.isPresent() ? inAddress : inName).ifPresent(number -> found.put(subject, number));
    }

    private void check(Device.VpcRouter vpc) {
        Optional<RouterPort> port = recognition.holder(Keys.vpcMetadataUplink(vpc.vpc()), RouterPort.class);
        Integer number = found.get(vpc.vpc());
        if (port.isPresent() && number != null) {
            OptionalInt other = offset(settings.metadataTransit(), port.get().address());
            if (!other.equals(OptionalInt.of(number))) {
                other.ifPresent(reserved::add);
                mismatch(
                        vpc.vpc(),
                        "router %s has id %d and the address %s towards the metadata router"
                                .formatted(vpc.key(), number, port.get().address()));
            }
        }
    }

    private void mismatch(CloudId subject, String message) {
        recognition.report(
                Finding.warning(subject.value(), "router-id-mismatch", message, "the address of the uplink counts"));
    }

    /** What routers that are not ours, or not any more, have or had. */
    private void reserve() {
        recognition
                .unclaimed(Kind.ROUTER, Router.class)
                .flatMap(router -> LayoutNames.router(router.name()).stream())
                .forEach(device -> device.number().ifPresent(reserved::add));
        recognition
                .unclaimed(Kind.PORT, RouterPort.class)
                .filter(port -> port.network().equals(settings.transit()))
                .forEach(port -> offset(settings.transit(), port.address()).ifPresent(reserved::add));
        recognition
                .holder(Keys.EDGE_ROUTER, Router.class)
                .ifPresent(edge -> recognition
                        .observed()
                        .referringTo(edge.key(), Route.class)
                        .flatMap(route -> route.nextHopGateway().stream())
                        .forEach(gateway -> offset(settings.transit(), gateway).ifPresent(reserved::add)));
    }

    /** Which address of a block it is; empty for one outside. */
    static OptionalInt offset(Cidr block, Ipv4 address) {
        return block.contains(address)
                ? OptionalInt.of((int) (address.toLong() - block.network().toLong()))
                : OptionalInt.empty();
    }
}
