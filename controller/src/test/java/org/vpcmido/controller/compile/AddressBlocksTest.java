// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;

@DisplayName("Ranges of addresses")
class AddressBlocksTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "10.0.0.7-10.0.0.7, 10.0.0.7/32",
        "10.0.0.0-10.0.0.255, 10.0.0.0/24",
        "10.0.0.10-10.0.0.20, 10.0.0.10/31 10.0.0.12/30 10.0.0.16/30 10.0.0.20/32",
        "10.0.0.4-10.0.0.7 10.0.0.0-10.0.0.3, 10.0.0.0/29",
        "10.0.0.0-10.0.0.9 10.0.0.2-10.0.0.3, 10.0.0.0/29 10.0.0.8/31",
        "10.0.0.1-10.0.0.1 10.0.0.3-10.0.0.3, 10.0.0.1/32 10.0.0.3/32",
        "0.0.0.0-255.255.255.255, 0.0.0.0/0",
        "255.255.255.254-255.255.255.255, 255.255.255.254/31"
    })
    @DisplayName("become the fewest blocks that hold exactly them")
    void covering(String ranges, String blocks) {
        List<AddressRange> given = Stream.of(ranges.split(" ", -1))
                .filter(range -> !range.isEmpty())
                .map(range -> range.split("-", -1))
                .map(ends -> new AddressRange(Ipv4.of(ends[0]), Ipv4.of(ends[1])))
                .toList();
        assertThat(AddressBlocks.covering(given))
                .extracting(Object::toString)
                .isEqualTo(Stream.of(blocks.split(" ", -1))
                        .filter(block -> !block.isEmpty())
                        .toList());
    }
}
