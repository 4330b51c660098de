// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.ContentAddressed;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Port;
import org.vpcmido.midonet.resource.PortLink;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.RouterPort;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.MacAddress;

/**
 * A MidoNet of keys, stricter than the real one: it refuses what MidoNet refuses, and also what MidoNet takes in
 * silence and a plan must never do, such as the deletion of a chain that is in use.
 */
final class ReplayedMidonet {
    /** What a plan must not do. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private static final Set<Kind> WITH_PUT = Set.of(
            Kind.ROUTER, Kind.BRIDGE, Kind.PORT, Kind.DHCP_SUBNET, Kind.DHCP_HOST, Kind.PORT_GROUP, Kind.BGP_PEER);

    private final Map<Key, Resource> resources = new LinkedHashMap<>();
    private final Map<Key, List<Key>> chains = new HashMap<>();

    ReplayedMidonet(Topology topology) {
        topology.resources().forEach(each -> resources.put(each.key(), each));
        topology.all(Kind.CHAIN, Chain.class)
                .forEach(chain -> chains.put(
                        chain.key(),
                        new ArrayList<>(topology.rules(chain.key()).stream()
                                .map(Rule::key)
                                .toList())));
    }

    void create(Resource resource) {
        check(!resources.containsKey(resource.key()), resource.key() + " is there already");
        for (Key reference : resource.references()) {
            check(
                    resources.containsKey(reference),
                    resource.key() + " refers to " + reference + ", which is not there");
        }
        if (resource instanceof PortLink link) {
            all(PortLink.class)
                    .forEach(other -> check(
                            !other.references().contains(link.port())
                                    && !other.references().contains(link.peer()),
                            "not linkable: " + link + " beside " + other));
        } else if (resource instanceof HostInterfacePort binding) {
            all(HostInterfacePort.class)
                    .forEach(other -> check(
                            !other.port().equals(binding.port())
                                    && !(other.host().equals(binding.host())
                                            && other.interfaceName().equals(binding.interfaceName())),
                            "already bound: " + binding + " beside " + other));
        } else if (resource instanceof Chain) {
            chains.put(resource.key(), new ArrayList<>());
        }
        check(!(resource instanceof Rule), "a rule needs a position");
        resources.put(resource.key(), resource instanceof RouterPort port ? withMac(port) : resource);
        checkInterlocks();
    }

    /** As the client and MidoNet do. */
    private static RouterPort withMac(RouterPort port) {
        return new RouterPort(
                port.key(),
                port.router(),
                port.address(),
                port.network(),
                port.mac().or(() -> Optional.of(MacAddress.of("ac:ca:ba:00:00:01"))),
                port.inboundFilter(),
                port.outboundFilter(),
                port.adminStateUp());
    }

    void create(Rule rule, int position) {
        check(!resources.containsKey(rule.key()), rule.key() + " is there already");
        for (Key reference : rule.references()) {
            check(resources.containsKey(reference), rule.key() + " refers to " + reference + ", which is not there");
        }
        List<Key> order = order(rule.chain());
        check(position >= 1 && position <= order.size() + 1, "position exceeds number of rules in chain: " + position);
        order.add(position - 1, rule.key());
        resources.put(rule.key(), rule);
        checkInterlocks();
    }

    void update(Resource resource) {
        Resource before = resources.get(resource.key());
        check(before != null, resource.key() + " is not there");
        check(WITH_PUT.contains(resource.kind()), "there is no PUT for " + resource.key());
        for (Key reference : resource.references()) {
            check(
                    resources.containsKey(reference),
                    resource.key() + " refers to " + reference + ", which is not there");
        }
        if (resource instanceof RouterPort port && before instanceof RouterPort was) {
            check(
                    port.address().equals(was.address()) && port.network().equals(was.network()),
                    "the Local route of " + port.key() + " would be stale");
            check(port.mac().isPresent(), port.key() + " would lose its MAC");
        }
        resources.put(resource.key(), resource);
        checkInterlocks();
    }

    void delete(Resource resource) {
        check(resources.containsKey(resource.key()), resource.key() + " is gone already");
        Set<Key> gone = new HashSet<>();
        collect(resource.key(), gone);
        for (Resource user : resources.values()) {
            if (!gone.contains(user.key()) && user.kind() != Kind.MAC_ENTRY) {
                for (Key reference : user.references()) {
                    check(!gone.contains(reference), reference + " is still used by " + user.key());
                }
            }
        }
        gone.forEach(key -> {
            Resource removed = resources.remove(key);
            chains.remove(key);
            if (removed instanceof Rule rule && chains.containsKey(rule.chain())) {
                order(rule.chain()).remove(key);
            }
        });
        checkInterlocks();
    }

    private void collect(Key key, Set<Key> gone) {
        if (gone.add(key)) {
            resources.values().stream()
                    .filter(each -> takers(each).anyMatch(key::equals))
                    .map(Resource::key)
                    .toList()
                    .forEach(child -> collect(child, gone));
        }
    }

    /** midonet-api.md 8, independent of what the planner thinks. */
    private static Stream<Key> takers(Resource resource) {
        return switch (resource.kind()) {
            case PORT_LINK, PORT_GROUP_PORT, ROUTE -> resource.references().stream();
            case MAC_ENTRY,
                    ARP_ENTRY,
                    DHCP_SUBNET,
                    DHCP_HOST,
                    PORT,
                    RULE,
                    IP_ADDR_GROUP_ADDR,
                    HOST_INTERFACE_PORT,
                    BGP_PEER,
                    BGP_NETWORK -> resource.owner().stream();
            default -> Stream.empty();
        };
    }

    /** No bound port without filters that end in a drop, and no public address with two owners. */
    private void checkInterlocks() {
        all(HostInterfacePort.class).forEach(binding -> {
            if (resources.get(binding.port()) instanceof Port port) {
                port.filters()
                        .forEach(filter -> check(isClosed(filter), port.key() + " is bound and open at " + filter));
            }
        });
        Map<String, String> owners = new HashMap<>();
        all(Route.class)
                .filter(route -> route.weight() == 100)
                .forEach(route ->
                        own(owners, "route " + route.router() + route.destination(), "" + route.nextHopGateway()));
        all(Rule.class).forEach(rule -> {
            if (rule.action() instanceof RuleAction.Nat nat) {
                String target = nat.targets().get(0).addressFrom().toString();
                if (nat.direction() == RuleAction.NatDirection.DNAT) {
                    // A dynamic rule is for a service of the VPC, whose private addresses other VPCs may have too.
                    if (nat.isStatic()) {
                        own(owners, "dnat " + rule.match().nwDst(), rule.chain() + target);
                    }
                } else {
                    own(
                            owners,
                            "snat " + target,
                            rule.chain() + " " + rule.match().nwSrc());
                }
            }
        });
    }

    private static void own(Map<String, String> owners, String what, String owner) {
        String other = owners.putIfAbsent(what, owner);
        check(other == null || other.equals(owner), what + " has two owners: " + other + " and " + owner);
    }

    private boolean isClosed(Key chain) {
        List<Key> order = order(chain);
        return !order.isEmpty()
                && resources.get(order.get(order.size() - 1)) instanceof Rule rule
                && rule.action() == RuleAction.Verdict.DROP;
    }

    boolean contains(Key key) {
        return resources.containsKey(key);
    }

    /** The rules of a chain in order. */
    List<Rule> rules(Key chain) {
        return order(chain).stream().map(resources::get).map(Rule.class::cast).toList();
    }

    private List<Key> order(Key chain) {
        List<Key> order = chains.get(chain);
        if (order == null) {
            throw new Refused("there is no chain " + chain);
        }
        return order;
    }

    private <T> Stream<T> all(Class<T> type) {
        return resources.values().stream().filter(type::isInstance).map(type::cast);
    }

    /** What a controller would read and adopt: equal contents are numbered anew, in order. */
    Topology read() {
        List<Resource> all = new ArrayList<>();
        Map<Key, List<Route>> routes = new LinkedHashMap<>();
        for (Resource each : resources.values()) {
            if (each instanceof Route route) {
                routes.computeIfAbsent(route.router(), none -> new ArrayList<>())
                        .add(route);
            } else if (!(each instanceof Rule)) {
                all.add(each);
            }
        }
        routes.values().forEach(each -> all.addAll(ContentAddressed.keyed(each)));
        chains.keySet().forEach(chain -> {
            List<Rule> numbered = new ArrayList<>();
            rules(chain).forEach(rule -> numbered.add(rule.at(numbered.size() + 1)));
            all.addAll(ContentAddressed.keyed(numbered));
        });
        return Topology.of(all);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new Refused(message);
        }
    }
}
