// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.admin.Inventory.Section;
import org.vpcmido.controller.adopt.Adopter;
import org.vpcmido.controller.adopt.Adoption;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.midonet.client.RealTopologies;

/** The cloud of multi-vpc-complete.xml, as eucanetd built it in a real MidoNet, without its document at hand. */
@DisplayName("The inventory of a MidoNet")
class InventoryTest {
    @SuppressWarnings("NullAway.Init") // read before all
    private static Inventory inventory;

    @BeforeAll
    static void adopt() {
        Adoption adoption =
                Adopter.adopt(RealTopologies.observation("multi-vpc-complete").topology(), LayoutSettings.defaults());
        inventory = new Inventory(adoption.topology(), adoption.identities());
    }

    @Test
    @DisplayName("tells VPCs with their subnets and interfaces")
    void vpcs() {
        List<Map<String, Object>> rows = inventory.rows(Section.VPCS);
        assertThat(rows)
                .extracting(row -> row.get("vpc"))
                .containsExactly("vpc-0000b001", "vpc-0000b002", "vpc-0000b003");
        assertThat(rows).extracting(row -> row.get("subnets")).containsExactly(2, 3, 2);
        assertThat(rows.get(1)).contains(entry("interfaces", 6L));
    }

    @Test
    @DisplayName("tells subnets with VPC, block and resolvers")
    void subnets() {
        assertThat(inventory.rows(Section.SUBNETS)).hasSize(7);
        assertThat(row(Section.SUBNETS, "subnet", "subnet-0000b202"))
                .contains(
                        entry("vpc", "vpc-0000b002"),
                        entry("cidr", "10.20.1.0/24"),
                        entry("dns", List.of("10.111.5.10")));
    }

    @Test
    @DisplayName("tells interfaces with addresses, groups and host")
    void interfaces() {
        assertThat(inventory.rows(Section.INTERFACES)).hasSize(10);
        assertThat(row(Section.INTERFACES, "interface", "i-0000b212"))
                .contains(
                        entry("subnet", "subnet-0000b201"),
                        entry("private", List.of("10.20.0.11")),
                        entry("public", List.of("10.116.150.11")),
                        entry("mac", "d0:0d:00:00:b2:12"),
                        entry("groups", List.of("sg-0000b002", "sg-0000b2a0")),
                        entry("host", "10.111.5.32"),
                        entry("device", "vn_i-0000b212"),
                        entry("active", true));
    }

    @Test
    @DisplayName("tells NAT gateways, groups, uplinks and hosts")
    void others() {
        assertThat(row(Section.NAT_GATEWAYS, "nat-gateway", "nat-0000b2e0000000001"))
                .contains(
                        entry("subnet", "subnet-0000b201"),
                        entry("private", "10.20.0.50"),
                        entry("public", List.of("10.116.150.50")));
        assertThat(row(Section.SECURITY_GROUPS, "security-group", "sg-0000b2a1"))
                .contains(entry("members", List.of("10.20.1.10", "10.20.1.11")));
        assertThat(row(Section.GATEWAYS, "device", "em1.116"))
                .contains(
                        entry("host", "10.111.5.11"),
                        entry("address", "10.116.133.11/17"),
                        entry("next-hop", "10.116.133.173"));
        assertThat(inventory.rows(Section.HOSTS))
                .hasSize(7)
                .extracting(row -> String.valueOf(row.get("name")))
                .isSorted();
    }

    @Test
    @DisplayName("prints as columns that line up")
    void table() {
        assertThat(TextTable.of(List.of(Map.of("vpc", "vpc-1"), Map.of("vpc", "vpc-22222"))))
                .isEqualToNormalizingNewlines("VPC\nvpc-1\nvpc-22222\n");
        assertThat(TextTable.of(List.of())).isEmpty();
    }

    private static Map<String, Object> row(Section section, String column, String value) {
        return inventory.rows(section).stream()
                .filter(row -> value.equals(row.get(column)))
                .findFirst()
                .orElseThrow();
    }
}
