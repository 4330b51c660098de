// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vpcmido.model.verdict.Judged.judge;
import static org.vpcmido.model.verdict.Judged.tcp;
import static org.vpcmido.model.verdict.Judged.udp;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;
import org.vpcmido.model.net.Ipv4;

@DisplayName("The cloud's own services")
class ServiceTest {
    private static final String METADATA = "169.254.169.254";
    private static final String RESOLVER = "169.254.169.253";

    private final GivenCloud cloud = ReferenceCloud.given();

    /** A3's subnet denies everything, its groups let nothing out. */
    private GivenCloud closedA2() {
        return cloud.acl("closed", "a").guard("A2", "closed").revokeOut("db").revokeIn("db");
    }

    @Test
    @DisplayName("S-067, S-135 DHCP is served whatever the ACL says, before there is an address and to renew it")
    void dhcp() {
        closedA2();
        judge(cloud, "a3", Packet.udp(Ipv4.ANY, 68, Ipv4.of("255.255.255.255"), 67))
                .isDeliveredTo(Service.DHCP);
        judge(cloud, "a3", Packet.udp(Ipv4.of("10.0.2.10"), 68, Ipv4.of("10.0.2.1"), 67))
                .isDeliveredTo(Service.DHCP)
                .isAnswered();
    }

    @Test
    @DisplayName("S-067 nothing else may be broadcast")
    void otherBroadcasts() {
        judge(cloud, "a3", Packet.udp(Ipv4.of("10.0.2.10"), 68, Ipv4.of("255.255.255.255"), 69))
                .isRefused(Reason.NOT_UNICAST);
        judge(cloud, "a3", Packet.udp(Ipv4.of("10.0.2.10"), 69, Ipv4.of("255.255.255.255"), 67))
                .isRefused(Reason.NOT_UNICAST);
    }

    @Test
    @DisplayName("S-068, S-138 metadata and names are served whatever ACL and groups say")
    void metadataAndNames() {
        closedA2();
        tcp(cloud, "a3", METADATA, 80).isDeliveredTo(Service.METADATA).isAnswered();
        udp(cloud, "a3", "10.0.2.2", 53).isDeliveredTo(Service.RESOLVER).isAnswered();
        udp(cloud, "a3", RESOLVER, 53).isDeliveredTo(Service.RESOLVER).isAnswered();
    }

    @Test
    @DisplayName("S-139 answers of the metadata service reach who asked, of two with one address")
    void overlappingAddresses() {
        tcp(cloud, "a1", METADATA, 80).isDeliveredTo(Service.METADATA).answer().isDeliveredTo("a1");
        tcp(cloud, "b1", METADATA, 80).isDeliveredTo(Service.METADATA).answer().isDeliveredTo("b1");
    }

    @Test
    @DisplayName("S-140 other ports of these addresses are closed")
    void otherPorts() {
        tcp(cloud, "a3", METADATA, 22).isRefused(Reason.LINK_LOCAL_ADDRESS);
        udp(cloud, "a3", METADATA, 80).isRefused(Reason.LINK_LOCAL_ADDRESS);
        udp(cloud, "a3", RESOLVER, 53).isDeliveredTo(Service.RESOLVER);
        tcp(cloud, "a3", RESOLVER, 53).isDeliveredTo(Service.RESOLVER);
        udp(cloud, "a3", RESOLVER, 123).isRefused(Reason.LINK_LOCAL_ADDRESS);
        udp(cloud, "a3", "10.0.2.2", 123).isRefused(Reason.RESERVED_ADDRESS);
    }

    @Test
    @DisplayName("those of machines, and not of the network itself, are beyond the VPC")
    void beyondTheVpc() {
        assertThat(Service.values())
                .filteredOn(Service::isBeyondTheVpc)
                .containsExactly(Service.METADATA, Service.RESOLVER);
    }
}
