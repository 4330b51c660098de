// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.model.given.Given;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;

@DisplayName("The records of a cloud")
class EntitiesTest {
    @ParameterizedTest
    @DisplayName("take ids of their own prefix with 8 digits or more")
    @ValueSource(strings = {"vpc-0a1b2c3d", "vpc-0a1b2c3d4e5f60718"})
    void takeIds(String text) {
        assertThat(new VpcId(text)).hasToString(text);
    }

    @ParameterizedTest
    @DisplayName("refuse other ids, naming them and the form")
    @ValueSource(
            strings = {
                "",
                "vpc-",
                "vpc-0a1b2c3",
                "vpc-0A1B2C3D",
                "subnet-0a1b2c3d",
                "vpc0a1b2c3d",
                "vpc-0a1b2c3d ",
                "vpc-../../etc",
                "vpc-0a1b2c3d\n",
                "vpc-000000000000000000000000000000001"
            })
    void refuseIds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VpcId(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("vpc-");
    }

    @Test
    @DisplayName("order ids of all kinds")
    void orderIds() {
        assertThat(Stream.of(
                                new VpcId("vpc-00000001"),
                                new SubnetId("subnet-00000001"),
                                new SubnetId("subnet-00000000"))
                        .sorted(CloudId::compareTo))
                .extracting(Object::toString)
                .containsExactly("subnet-00000000", "subnet-00000001", "vpc-00000001");
    }

    private static Subnet subnet(String cidr) {
        return new Subnet(
                new SubnetId("subnet-00000001"),
                new VpcId("vpc-00000001"),
                Cidr.of(cidr),
                "one",
                new NetworkAclId("acl-00000001"),
                new RouteTableId("rtb-00000001"));
    }

    @ParameterizedTest
    @DisplayName("keep the first four addresses of a subnet and the last (gni.md 9)")
    @CsvSource({
        "10.0.1.0, false",
        "10.0.1.3, false",
        "10.0.1.4, true",
        "10.0.1.14, true",
        "10.0.1.15, false",
        "10.0.1.16, false",
        "10.0.0.255, false"
    })
    void reserveAddresses(String address, boolean isAssignable) {
        assertThat(subnet("10.0.1.0/28").isAssignable(Ipv4.of(address))).isEqualTo(isAssignable);
    }

    @Test
    @DisplayName("put a subnet's router first and the resolver second")
    void reservedRoles() {
        assertThat(subnet("10.0.1.0/24").router()).isEqualTo(Ipv4.of("10.0.1.1"));
        assertThat(subnet("10.0.1.0/24").resolver()).isEqualTo(Ipv4.of("10.0.1.2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subnet("10.0.1.0/30"))
                .withMessageContaining("subnet-00000001")
                .withMessageContaining("29");
    }

    @Test
    @DisplayName("refuse ports without TCP or UDP, and ICMP parts without ICMP")
    void refuseTraffic() {
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.of(Protocol.ICMP, PortRange.ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.of(Protocol.TCP));
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.icmp(256, OptionalInt.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Traffic(
                        Optional.of(Protocol.ICMP), Optional.empty(), OptionalInt.empty(), OptionalInt.of(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Traffic(
                        Optional.of(Protocol.UDP), Optional.of(PortRange.ALL), OptionalInt.of(8), OptionalInt.empty()));
        assertThat(Traffic.icmp(8, OptionalInt.of(0))).hasToString("icmp type 8 code 0");
    }

    @Test
    @DisplayName("sort the entries of an ACL by number")
    void sortEntries() {
        NetworkAcl.Entry second = new NetworkAcl.Entry(20, NetworkAcl.Action.ALLOW, Traffic.all(), Cidr.ANY);
        NetworkAcl.Entry first = new NetworkAcl.Entry(10, NetworkAcl.Action.DENY, Traffic.all(), Cidr.ANY);
        NetworkAcl acl = new NetworkAcl(
                new NetworkAclId("acl-00000001"), new VpcId("vpc-00000001"), List.of(second, first), List.of());
        assertThat(acl.ingress()).containsExactly(first, second);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetworkAcl.Entry(32768, NetworkAcl.Action.DENY, Traffic.all(), Cidr.ANY));
    }

    @ParameterizedTest
    @DisplayName("take AS numbers of 32 bits, but not 0")
    @ValueSource(longs = {0, -1, 4294967296L})
    void refuseAsNumbers(long as) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UplinkGateway.Bgp(64512, as, List.of()))
                .withMessageContaining(Long.toString(as));
        assertThat(new UplinkGateway.Bgp(1, 4294967295L, List.of()).peerAs()).isEqualTo(4294967295L);
    }

    @Test
    @DisplayName("know ranges of public addresses by both ends")
    void ranges() {
        AddressRange range = new AddressRange(Ipv4.of("10.0.0.9"), Ipv4.of("10.0.0.11"));
        assertThat(range.contains(Ipv4.of("10.0.0.9")) && range.contains(Ipv4.of("10.0.0.11")))
                .isTrue();
        assertThat(range.contains(Ipv4.of("10.0.0.8")) || range.contains(Ipv4.of("10.0.0.12")))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressRange(Ipv4.of("10.0.0.2"), Ipv4.of("10.0.0.1")));
    }

    @Test
    @DisplayName("name a primary interface by its instance, and any other by itself")
    void names() {
        VpcState state = Given.cloud()
                .vpc("vpc-00000001", "10.0.0.0/16")
                .subnet("subnet-00000001", "10.0.1.0/24")
                .instance("i-00000001", at -> at.id("eni-00000001"))
                .instance("i-00000001", at -> at.id("eni-00000002").device(1))
                .state();
        assertThat(state.interfaces().values())
                .extracting(each -> each.nameInMidonet().value())
                .containsExactly("i-00000001", "eni-00000002");
        assertThat(state.placements().get(new InstanceId("i-00000001"))).hasSize(1);
        assertThat(state.members().get(new SecurityGroupId("sg-00000001"))).hasSize(2);
    }

    @Test
    @DisplayName("do not change when the lists that they were made of do")
    void copy() {
        List<InstanceId> instances = new ArrayList<>(List.of(new InstanceId("i-00000001")));
        Host host = new Host("10.111.5.31", "one", instances);
        instances.clear();
        assertThat(host.instances()).hasSize(1);
        VpcState state = Given.cloud().vpc("10.0.0.0/16").state();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> state.vpcs().clear());
    }
}
