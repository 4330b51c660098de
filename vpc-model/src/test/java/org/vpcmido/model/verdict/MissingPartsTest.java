// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vpcmido.model.given.Targets.eni;
import static org.vpcmido.model.given.Targets.nat;
import static org.vpcmido.model.verdict.Judged.tcp;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.RouteTarget;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** A cloud that contradicts itself, as documents can until the contradictions are held: what is missing is closed. */
@DisplayName("In a cloud with missing parts")
class MissingPartsTest {
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final GivenCloud cloud = ReferenceCloud.given();

    @Test
    @DisplayName("an interface whose subnet is missing neither sends, nor receives, nor has a public address")
    void interfaceWithoutSubnet() {
        cloud.elasticIp("a3", "203.0.113.31").route("a-pub", "9.9.9.0/24", eni("a3"));
        cloud.sourceDestCheck("a3", false).removeSubnet("A2");
        assertThatThrownBy(() -> tcp(cloud, "a3", "10.0.1.10", 80)).hasMessageContaining("is no interface of this");
        tcp(cloud, "a1", "10.0.2.10", 3306).isRefused(Reason.UNASSIGNED_ADDRESS);
        tcp(cloud, "X1", "203.0.113.31", 3306).isRefused(Reason.NOT_OUR_ADDRESS);
        tcp(cloud, "a1", "9.9.9.9", 3306).isRefused(Reason.BLACKHOLE);
    }

    @Test
    @DisplayName("a NAT gateway whose subnet is missing serves nobody")
    void natGatewayWithoutSubnet() {
        cloud.natGateway("nat-1", "A3", "10.0.3.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
        cloud.removeSubnet("A3");
        tcp(cloud, "a3", "198.18.0.10", 443).isRefused(Reason.BLACKHOLE);
        tcp(cloud, "X1", "203.0.113.90", 443).isRefused(Reason.NOT_OUR_ADDRESS);
    }

    @Test
    @DisplayName("a NAT gateway whose public address is missing serves nobody")
    void natGatewayWithoutAddress() {
        cloud.natGateway("nat-1", "A1", "10.0.1.50", "203.0.113.90").route("a", EVERYWHERE, nat("nat-1"));
        cloud.natGatewayWithoutAddress("nat-1");
        tcp(cloud, "a3", "198.18.0.10", 443)
                .isRefused(Reason.NAT_GATEWAY_WITHOUT_ADDRESS)
                .by(Ids.natGateway("nat-1"));
    }

    @Test
    @DisplayName("a subnet whose VPC is missing takes its interfaces with it, and leaves other VPCs alone")
    void subnetWithoutVpc() {
        VpcState orphaned = without(cloud.state(), Ids.vpc("b"));
        Oracle oracle = Oracle.of(orphaned);
        Probe fromOrphan = Probe.from(
                Ids.networkInterface("b1"), Packet.tcp(Ipv4.of("10.0.1.10"), 40_000, Ipv4.of("10.0.1.11"), 80));
        assertThatThrownBy(() -> oracle.judge(fromOrphan)).hasMessageContaining("is no interface of this cloud");
        Probe toOrphan = Probe.fromOutside(Packet.tcp(ReferenceCloud.X1, 40_000, Ipv4.of("203.0.113.40"), 80));
        assertThat(oracle.judge(toOrphan))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_OUR_ADDRESS));
    }

    private static VpcState without(VpcState state, VpcId gone) {
        NavigableMap<VpcId, Vpc> vpcs = new TreeMap<>(state.vpcs());
        vpcs.remove(gone);
        return new VpcState(
                state.configuration(),
                state.hosts(),
                vpcs,
                state.subnets(),
                state.routeTables(),
                state.networkAcls(),
                state.natGateways(),
                state.interfaces(),
                state.securityGroups(),
                state.dhcpOptionSets());
    }

    @Test
    @DisplayName("a route to something of which only the name is known swallows packets")
    void routeToNowhere() {
        for (RouteTarget gone :
                new RouteTarget[] {new RouteTarget.Gone("vpce-1"), new RouteTarget.Unresolvable("pcx-2")}) {
            cloud.route("a-pub", "198.18.0.0/24", gone);
            tcp(cloud, "a1", "198.18.0.10", 80)
                    .isRefused(Reason.BLACKHOLE)
                    .by(Ids.routeTable("a-pub"))
                    .saying(gone + " is not there");
        }
    }
}
