// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Router;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/**
 * The numbers that eucanetd gave out, and the hosts, of a topology that it built: what makes a compiler that starts from
 * nothing comparable with it. Read straight from names and rules, apart from adoption.
 */
public final class GoldenFacts {
    private static final Pattern ROUTER = Pattern.compile("(?:vr_(vpc-\\w+)|natr_(nat-\\w+)_subnet-\\w+)_(\\d+)");
    private static final Pattern METADATA_CHAIN = Pattern.compile("vc_(vpc-\\w+)_mdulout");
    private static final Ipv4 IDENTITIES = Ipv4.of("255.0.0.0");

    private GoldenFacts() {}

    public static Facts of(Topology topology, VpcState state) {
        return new Facts(
                hosts(topology),
                routerIds(topology),
                Set.of(),
                identityIds(topology, state),
                Set.of(),
                Map.of(),
                version(topology),
                0,
                Map.of());
    }

    /** Hosts go by their names; the keys that they get here are as good as any. */
    public static Map<String, Key> hosts(Topology topology) {
        Map<String, Key> hosts = new HashMap<>();
        topology.all(Kind.HOST, Host.class).forEach(host -> hosts.put(host.name(), new Key("host:" + host.name())));
        return hosts;
    }

    private static Map<CloudId, Integer> routerIds(Topology topology) {
        Map<CloudId, Integer> ids = new HashMap<>();
        topology.all(Kind.ROUTER, Router.class).forEach(router -> {
            Matcher name = ROUTER.matcher(router.name());
            if (name.matches()) {
                CloudId id = name.group(1) == null ? new NatGatewayId(name.group(2)) : new VpcId(name.group(1));
                ids.put(id, Integer.parseInt(name.group(3)));
            }
        });
        return ids;
    }

    private static Map<CloudId, Integer> identityIds(Topology topology, VpcState state) {
        Map<CloudId, Integer> ids = new HashMap<>();
        topology.all(Kind.CHAIN, Chain.class).forEach(chain -> {
            Matcher name = METADATA_CHAIN.matcher(chain.name());
            if (name.matches()) {
                VpcId vpc = new VpcId(name.group(1));
                topology.rules(chain.key())
                        .forEach(rule -> state.interfaces().values().stream()
                                .filter(each -> each.vpcId().equals(vpc) && isAbout(rule, each))
                                .forEach(each -> ids.put(each.nameInMidonet(), identity(rule))));
            }
        });
        return ids;
    }

    private static boolean isAbout(Rule rule, NetworkInterface each) {
        return rule.match()
                .nwSrc()
                .orElseThrow()
                .value()
                .equals(each.privateAddress().asCidr());
    }

    private static int identity(Rule rule) {
        RuleAction.Nat nat = (RuleAction.Nat) rule.action();
        return nat.targets().get(0).addressFrom().bits() - IDENTITIES.bits();
    }

    private static Optional<Ipv4> version(Topology topology) {
        return topology.all(Kind.IP_ADDR_GROUP, IpAddrGroup.class)
                .filter(group -> group.name().equals("euca_version"))
                .flatMap(group -> topology.referringTo(group.key(), IpAddrGroupAddr.class))
                .map(IpAddrGroupAddr::address)
                .findFirst();
    }
}
