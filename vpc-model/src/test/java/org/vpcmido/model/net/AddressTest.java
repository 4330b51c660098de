// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Addresses and ranges")
class AddressTest {
    @Test
    @DisplayName("of every kind are read back from what they print")
    void readBack() {
        qt().forAll(integers().all())
                .check(bits -> Ipv4.of(new Ipv4(bits).toString()).bits() == bits);
        qt().forAll(longs().between(0, 0xFFFF_FFFF_FFFFL))
                .check(bits -> MacAddress.of(new MacAddress(bits).toString()).bits() == bits);
        qt().forAll(integers().all(), integers().between(0, 32)).check((bits, prefix) -> {
            Cidr cidr = Cidr.containing(new Ipv4(bits), prefix);
            return Cidr.of(cidr.toString()).equals(cidr);
        });
        qt().forAll(integers().between(0, 255))
                .check(number -> Protocol.parse(new Protocol(number).toString())
                        .filter(read -> read.number() == number)
                        .isPresent());
    }

    @ParameterizedTest
    @DisplayName("are refused in every form but dotted quad")
    @ValueSource(
            strings = {
                "",
                ".",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "256.0.0.1",
                "1.2.3.1000",
                "01.2.3.4",
                "1.2.3.00",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.-4",
                "+1.2.3.4",
                "0x1.2.3.4",
                "1..2.3",
                "::1",
                "١.2.3.4",
                "4294967295"
            })
    void addressesAreStrict(String text) {
        assertThat(Ipv4.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Ipv4.of(text)).withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @DisplayName("are refused as blocks without a prefix length of 0 to 32")
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/ 8",
                "10.0.0.0/+8",
                "10.0.0.0/008",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0/8",
                "2001:db8::/32"
            })
    void blocksAreStrict(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.of(text)).withMessageContaining("'" + text + "'");
    }

    @Test
    @DisplayName("with bits behind the prefix are cleared on request only")
    void hostBits() {
        assertThat(Cidr.parse("10.20.128.5/28")).contains(Cidr.of("10.20.128.0/28"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.of("10.20.128.5/28"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(Ipv4.of("10.0.0.1"), 31));
    }

    @Test
    @DisplayName("order as numbers do")
    void orderAsNumbers() {
        assertThat(Ipv4.of("9.255.255.255")).isLessThan(Ipv4.of("10.0.0.0"));
        assertThat(Ipv4.of("127.255.255.255")).isLessThan(Ipv4.of("128.0.0.0"));
        qt().forAll(integers().all(), integers().all())
                .check((one, other) -> Integer.signum(new Ipv4(one).compareTo(new Ipv4(other)))
                        == Long.signum(new Ipv4(one).toLong() - new Ipv4(other).toLong()));
    }

    @Test
    @DisplayName("are in a block exactly if they lie between its first and its last")
    void containment() {
        qt().forAll(integers().all(), integers().between(0, 32), integers().all())
                .check((base, prefix, bits) -> {
                    Cidr cidr = Cidr.containing(new Ipv4(base), prefix);
                    Ipv4 address = new Ipv4(bits);
                    return cidr.contains(address)
                            == (cidr.network().compareTo(address) <= 0 && address.compareTo(cidr.broadcast()) <= 0);
                });
        qt().forAll(integers().all(), integers().between(0, 32)).check((base, prefix) -> {
            Cidr cidr = Cidr.containing(new Ipv4(base), prefix);
            return cidr.contains(new Ipv4(base))
                    && cidr.broadcast().toLong() - cidr.network().toLong() + 1 == cidr.size();
        });
    }

    @Test
    @DisplayName("as blocks overlap exactly if one contains the other")
    void overlap() {
        qt().forAll(
                        integers().all(),
                        integers().between(0, 32),
                        integers().between(0, 32),
                        integers().between(0, 31))
                .check((base, prefix, otherPrefix, bit) -> {
                    Cidr one = Cidr.containing(new Ipv4(base), prefix);
                    Cidr other = Cidr.containing(new Ipv4(base ^ 1 << bit), otherPrefix);
                    boolean apart = one.broadcast().compareTo(other.network()) < 0
                            || other.broadcast().compareTo(one.network()) < 0;
                    return one.overlaps(other) == !apart
                            && one.overlaps(other) == (one.contains(other) || other.contains(one))
                            && one.overlaps(other) == other.overlaps(one);
                });
    }

    @ParameterizedTest
    @DisplayName("of a block are counted from its first")
    @CsvSource({"10.0.1.0/24, 0, 10.0.1.0", "10.0.1.0/24, 255, 10.0.1.255", "0.0.0.0/0, 2147483647, 127.255.255.255"})
    void addressesOfBlock(String cidr, int offset, String address) {
        assertThat(Cidr.of(cidr).address(offset)).isEqualTo(Ipv4.of(address));
    }

    @ParameterizedTest
    @DisplayName("outside a block are not counted from its first")
    @CsvSource({"10.0.1.0/24, 256", "10.0.1.0/24, -1", "10.0.1.7/32, 1", "255.255.255.255/32, 1"})
    void noAddressesOutside(String cidr, int offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.of(cidr).address(offset))
                .withMessageContaining(cidr)
                .withMessageContaining(Integer.toString(offset));
    }

    @ParameterizedTest
    @DisplayName("of Ethernet have six octets")
    @ValueSource(
            strings = {
                "",
                "d0:0d:00:00:a2",
                "d0:0d:00:00:a2:01:02",
                "d0-0d-00-00-a2-01",
                "g0:0d:00:00:a2:01",
                "d00d0000a201",
                "d0:0d:00:00:a2:",
                "d0:0d:00:00:a2:011"
            })
    void macsAreStrict(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("of Ethernet are read in either case, and tell group addresses")
    void macs() {
        assertThat(MacAddress.of("D0:0D:00:00:A2:01")).hasToString("d0:0d:00:00:a2:01");
        assertThat(MacAddress.of("01:00:5e:00:00:01").isMulticast()).isTrue();
        assertThat(MacAddress.of("ff:ff:ff:ff:ff:ff").isMulticast()).isTrue();
        assertThat(MacAddress.of("d0:0d:00:00:a2:01").isMulticast()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(1L << 48));
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(-1));
    }

    @Test
    @DisplayName("of ports ascend within 16 bits")
    void ports() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortRange(90, 80))
                .withMessageContaining("90-80");
        assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(-1, 80));
        assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(0, 65536));
        assertThat(PortRange.ALL.contains(0) && PortRange.ALL.contains(65535)).isTrue();
        assertThat(new PortRange(80, 89).contains(79) || new PortRange(80, 89).contains(90))
                .isFalse();
        assertThat(PortRange.of(80)).hasToString("80");
        assertThat(new PortRange(80, 89)).hasToString("80-89");
    }

    @ParameterizedTest
    @DisplayName("of protocols are names of three, or numbers of one octet")
    @CsvSource({"tcp, 6", "udp, 17", "icmp, 1", "0, 0", "255, 255"})
    void protocols(String text, int number) {
        assertThat(Protocol.parse(text)).contains(new Protocol(number));
    }

    @ParameterizedTest
    @DisplayName("of protocols are nothing else")
    @ValueSource(strings = {"", "-1", "256", "TCP", "all", "6 ", "٦"})
    void noProtocols(String text) {
        assertThat(Protocol.parse(text)).isEmpty();
    }
}
