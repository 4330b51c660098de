// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.VpcState;

/** The check of a cloud takes such things away; one of them that passed would make a subnet deaf and dumb. */
@DisplayName("Even if nobody has checked the cloud,")
class UncheckedCloudTest {
    private static GivenCloud cloud() {
        return new GivenCloud(new CloudConfiguration(
                        Ipv4.of("10.0.0.1"), "cloud.internal", List.of(Ipv4.of("10.0.0.1")), List.of(), List.of()))
                .host("nc1", "one")
                .vpc("red", "10.1.0.0/16")
                .subnet("rsn", "red", "10.1.1.0/24", "one")
                .vpc("blu", "10.2.0.0/16")
                .subnet("bsn", "blu", "10.2.1.0/24", "one")
                .group("old")
                .group("mem")
                .allowIn("mem", "tcp 22 old", "tcp 80 mem")
                .instance("web", "rsn", "10.1.1.10", "nc1", "mem")
                .instance("hop", "bsn", "10.2.1.10", "nc1", "mem");
    }

    @Test
    @DisplayName("no rule names a group that is not there, and the others of its chain are built")
    void groups() {
        VpcState whole = cloud().state();
        NavigableMap<SecurityGroupId, SecurityGroup> groups = new TreeMap<>(whole.securityGroups());
        groups.remove(Ids.group("old"));
        Desired desired = compile(with(whole, groups));
        assertThat(desired.topology().rules(Keys.groupIngressChain(Ids.group("mem"))))
                .extracting(Rule::content)
                .singleElement()
                .asString()
                .contains("tpDst=80");
        assertThat(compile(whole).topology().rules(Keys.groupIngressChain(Ids.group("mem"))))
                .hasSize(2);
    }

    @Test
    @DisplayName("no route leads by a machine of another VPC")
    void foreignHop() {
        VpcState cloud = cloud().route(
                        "red", "192.168.0.0/24", new RouteTarget.ToInterface(Ids.networkInterface("hop")))
                .state();
        assertThat(compile(cloud).topology().all(Kind.ROUTE, Route.class))
                .noneMatch(route -> route.destination().toString().equals("192.168.0.0/24")
                        && route.nextHopPort().isPresent());
    }

    @Test
    @DisplayName("a new ACL whose entries cannot be read refuses everything")
    void newAcl() {
        VpcState cloud = cloud().acl("acl", "red").guard("rsn", "acl").state();
        Hold hold = new Hold(Ids.acl("acl").value(), Hold.Part.EGRESS);
        Desired desired = compile(new Checked(cloud, List.of(), Set.of(hold)));
        assertThat(desired.topology().rules(Keys.networkAclEgressChain(Ids.acl("acl"))))
                .extracting(Rule::content)
                .containsExactly("drop");
    }

    @Test
    @DisplayName("a place among rules ends where it begins, or behind that")
    void strata() {
        assertThat(new Stratum(2, 2)).isEqualTo(Stratum.of(2));
        assertThatThrownBy(() -> new Stratum(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stratum 2 to 1 is not ascending");
    }

    private static VpcState with(VpcState cloud, NavigableMap<SecurityGroupId, SecurityGroup> groups) {
        return new VpcState(
                cloud.configuration(),
                cloud.hosts(),
                cloud.vpcs(),
                cloud.subnets(),
                cloud.routeTables(),
                cloud.networkAcls(),
                cloud.natGateways(),
                cloud.interfaces(),
                groups,
                cloud.dhcpOptionSets());
    }

    private static Desired compile(VpcState cloud) {
        return compile(new Checked(cloud, List.of(), Set.of()));
    }

    private static Desired compile(Checked cloud) {
        return TopologyCompiler.compile(
                cloud,
                new CompileContext(Facts.none(), LayoutSettings.defaults(), Corrections.all(), ServerLimits.strict()));
    }
}
