// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.UplinkGateway.Bgp;

/**
 * The cloud that all acceptance scenarios start from: VPCs a and b with the same addresses, the default VPC c, eight
 * instances on three hosts, two gateways.
 */
public final class ReferenceCloud {
    /** A host outside. */
    public static final Ipv4 X1 = Ipv4.of("198.18.0.10");
    /** Another host outside. */
    public static final Ipv4 X2 = Ipv4.of("198.18.0.20");

    private static final String EVERYWHERE = "0.0.0.0/0";

    private ReferenceCloud() {}

    /** Its hosts and gateways, with nothing that a tenant made. */
    public static GivenCloud empty() {
        return new GivenCloud(configuration())
                .host("192.0.2.21", "one")
                .host("192.0.2.22", "one")
                .host("192.0.2.23", "two");
    }

    /** A fresh copy, for a scenario to change. */
    public static GivenCloud given() {
        GivenCloud cloud = empty();
        networks(cloud);
        groups(cloud);
        instances(cloud);
        return cloud;
    }

    private static CloudConfiguration configuration() {
        List<Cidr> announced = List.of(Cidr.of("203.0.113.0/24"));
        UplinkGateway first = new UplinkGateway(
                "192.0.2.11",
                "em1.116",
                Ipv4.of("198.51.100.11"),
                Cidr.of("198.51.100.0/25"),
                Ipv4.of("198.51.100.1"),
                Optional.of(new Bgp(64512, 65000, announced)));
        UplinkGateway second = new UplinkGateway(
                "192.0.2.12",
                "em1.117",
                Ipv4.of("198.51.100.139"),
                Cidr.of("198.51.100.128/25"),
                Ipv4.of("198.51.100.129"),
                Optional.of(new Bgp(64512, 65001, announced)));
        return new CloudConfiguration(
                Ipv4.of("192.0.2.10"),
                "cloud.example",
                List.of(Ipv4.of("192.0.2.53")),
                List.of(new AddressRange(Ipv4.of("203.0.113.10"), Ipv4.of("203.0.113.250"))),
                List.of(first, second));
    }

    private static void networks(GivenCloud cloud) {
        cloud.vpc("a", "10.0.0.0/16").vpc("b", "10.0.0.0/16").vpc("c", "172.31.0.0/16");
        List.of("a", "b", "c").forEach(cloud::attachInternetGateway);
        cloud.subnet("A1", "a", "10.0.1.0/24", "one");
        cloud.subnet("A2", "a", "10.0.2.0/24", "one");
        cloud.subnet("A3", "a", "10.0.3.0/24", "two");
        cloud.subnet("B1", "b", "10.0.1.0/24", "one");
        cloud.subnet("C1", "c", "172.31.0.0/20", "one");
        cloud.subnet("C2", "c", "172.31.16.0/20", "two");
        cloud.routeTable("a-pub", "a").route("a-pub", EVERYWHERE, Targets.igw("a"));
        cloud.associate("A1", "a-pub").associate("A3", "a-pub");
        cloud.route("b", EVERYWHERE, Targets.igw("b")).route("c", EVERYWHERE, Targets.igw("c"));
    }

    private static void groups(GivenCloud cloud) {
        cloud.group("web").allowIn("web", "tcp 22 198.18.0.0/24", "tcp 80 0.0.0.0/0", "icmp 0.0.0.0/0");
        cloud.group("db").allowIn("db", "tcp 3306 web");
        cloud.group("bweb").allowIn("bweb", "tcp 80 0.0.0.0/0");
        cloud.group("default-c").allowIn("default-c", "all default-c");
    }

    private static void instances(GivenCloud cloud) {
        cloud.instance("a1", "A1", "10.0.1.10", "192.0.2.21", "web").elasticIp("a1", "203.0.113.10");
        cloud.instance("a2", "A1", "10.0.1.11", "192.0.2.22", "web");
        cloud.instance("a3", "A2", "10.0.2.10", "192.0.2.21", "db");
        cloud.instance("a4", "A2", "10.0.2.11", "192.0.2.22", "db");
        cloud.instance("a5", "A3", "10.0.3.10", "192.0.2.23", "web").elasticIp("a5", "203.0.113.30");
        cloud.instance("b1", "B1", "10.0.1.10", "192.0.2.21", "bweb").elasticIp("b1", "203.0.113.40");
        cloud.instance("b2", "B1", "10.0.1.11", "192.0.2.22", "bweb");
        cloud.instance("c1", "C1", "172.31.0.10", "192.0.2.21", "default-c").elasticIp("c1", "203.0.113.50");
        cloud.instance("c2", "C1", "172.31.0.11", "192.0.2.22", "default-c").elasticIp("c2", "203.0.113.51");
        cloud.instance("c3", "C2", "172.31.16.10", "192.0.2.23", "default-c");
    }
}
