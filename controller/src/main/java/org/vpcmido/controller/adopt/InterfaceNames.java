// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcState;

/** From the name of a tap device, which has room for 8 digits of an id, to the interface. */
final class InterfaceNames {
    private final Topology observed;
    private final VpcState cloud;
    private final Map<CloudId, Set<CloudId>> byShortName = new HashMap<>();

    InterfaceNames(Topology observed, VpcState cloud) {
        this.observed = observed;
        this.cloud = cloud;
    }

    /** The interface whose chains guard a port. */
    Optional<CloudId> guardedBy(Port port) {
        return port.filters()
                .flatMap(chain -> observed.find(chain, Chain.class).stream())
                .flatMap(chain -> LayoutNames.interfaceOf(chain.name()).stream())
                .findFirst();
    }

    /**
     * The interface at a port that is bound to {@code device}: with a long id the one that guards it, or the only one
     * whose id begins so. Empty for a device of another sort, and where several interfaces could be meant.
     */
    Optional<CloudId> boundTo(String device, Port port) {
        Optional<CloudId> guard = guardedBy(port);
        return LayoutNames.tap(device)
                .flatMap(shortName -> guard.filter(
                                name -> LayoutNames.shortened(name).equals(shortName))
                        .or(() -> only(shortName)));
    }

    private Optional<CloudId> only(CloudId shortName) {
        Set<CloudId> names = index().getOrDefault(shortName, Set.of());
        if (names.isEmpty()) {
            return Optional.of(shortName);
        }
        return names.size() == 1 ? names.stream().findFirst() : Optional.empty();
    }

    private Map<CloudId, Set<CloudId>> index() {
        if (byShortName.isEmpty()) {
            Stream<String> chains = observed.all(Kind.CHAIN, Chain.class).map(Chain::name);
            Stream<String> groups =
                    observed.all(Kind.IP_ADDR_GROUP, IpAddrGroup.class).map(IpAddrGroup::name);
            Stream<CloudId> known =
                    Stream.concat(chains, groups).flatMap(name -> LayoutNames.interfaceOf(name).stream());
            Stream<CloudId> wanted = cloud.interfaces().values().stream().map(NetworkInterface::nameInMidonet);
            Stream.concat(known, wanted)
                    .forEach(name -> byShortName
                            .computeIfAbsent(LayoutNames.shortened(name), none -> new TreeSet<>())
                            .add(name));
        }
        return byShortName;
    }
}
