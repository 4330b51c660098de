// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.client.RealTopologies;
import org.vpcmido.midonet.resource.Bridge;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

/** What eucanetd built for a document, to be spoiled by a test and adopted. */
final class Scene {
    private final Checked cloud;
    private final NavigableMap<Key, Resource> resources = new TreeMap<>();
    private int made;

    Scene(String document) {
        this.cloud = GniDocuments.read(document + ".xml").checked();
        RealTopologies.observation(document).topology().resources().forEach(each -> resources.put(each.key(), each));
    }

    Topology observed() {
        return Topology.of(resources.values());
    }

    Adoption adopt() {
        return adopt(cloud);
    }

    Adoption adopt(Checked wanted) {
        return Adopter.adopt(observed(), wanted, LayoutSettings.defaults());
    }

    Checked cloud() {
        return cloud;
    }

    /** A key with an id such as MidoNet would choose. */
    Key fresh(Kind kind) {
        return Key.observed(kind, new UUID(0x4000L, 0x8000000000000000L | ++made));
    }

    /** The key of what we have made ourselves under {@code key}. */
    static Key ours(Kind kind, Key key) {
        return Key.observed(kind, Recognition.computed(key));
    }

    <R extends Resource> R add(R resource) {
        resources.put(resource.key(), resource);
        return resource;
    }

    void remove(Resource resource) {
        resources.remove(resource.key());
    }

    void removeAll(Collection<? extends Resource> all) {
        all.forEach(this::remove);
    }

    /** Gives a resource, and all that refers to it, another key. */
    void rename(Key from, Key to) {
        UnaryOperator<Key> names = key -> key.equals(from) ? to : key;
        List<Resource> renamed =
                resources.values().stream().map(each -> each.rekey(names)).toList();
        resources.clear();
        renamed.forEach(this::add);
    }

    Router router(String name) {
        return only(Kind.ROUTER, Router.class, name, Router::name);
    }

    Bridge bridge(String name) {
        return only(Kind.BRIDGE, Bridge.class, name, Bridge::name);
    }

    Chain chain(String name) {
        return only(Kind.CHAIN, Chain.class, name, Chain::name);
    }

    IpAddrGroup group(String name) {
        return only(Kind.IP_ADDR_GROUP, IpAddrGroup.class, name, IpAddrGroup::name);
    }

    Host host(String name) {
        return only(Kind.HOST, Host.class, name, Host::name);
    }

    private <R extends Resource> R only(Kind kind, Class<R> type, String name, Function<R, String> nameOf) {
        return observed()
                .all(kind, type)
                .filter(each -> nameOf.apply(each).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The logical key that an observed resource got, or its own. */
    static Key keyOf(Adoption adoption, Resource observed) {
        UUID id = observed.key().observedId().orElseThrow();
        return adoption.identities().keys().getOrDefault(id, observed.key());
    }
}
