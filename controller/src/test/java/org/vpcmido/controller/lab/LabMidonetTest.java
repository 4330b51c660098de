// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.lab.LabMidonet.Machine;
import org.vpcmido.controller.lab.LabMidonet.Zone;

@DisplayName("Machines of a simulated MidoNet")
class LabMidonetTest {
    private static final List<Machine> MACHINES = List.of(
            new Machine("node-1", List.of("10.111.5.31"), List.of("eth0")),
            new Machine("node-2", List.of("10.111.5.32"), List.of("eth0")),
            new Machine("gateway", List.of("10.111.5.11"), List.of("em1")));

    private final Vertx vertx = Vertx.vertx();
    private final LabMidonet midonet = LabMidonet.start(
                    vertx, LabMidonet.options(0, "5.4", Duration.ZERO, Duration.ZERO, Optional.empty()))
            .await();

    @AfterEach
    void end() {
        vertx.close().await();
    }

    /** The addresses of its members by each tunnel zone's name and type. */
    private Map<String, Set<String>> zones() {
        JsonNode topology = midonet.simulator().dump().await();
        Map<String, Set<String>> zones = new HashMap<>();
        topology.path("tunnel_zones").forEach(zone -> {
            Set<String> members = new TreeSet<>();
            topology.path("tunnel_zone_hosts").forEach(member -> {
                if (member.path("tunnelZoneId").equals(zone.path("id"))) {
                    members.add(member.path("ipAddress").asText());
                }
            });
            zones.put(zone.path("name").asText() + " " + zone.path("type").asText(), members);
        });
        return zones;
    }

    @Test
    @DisplayName("are members of the tunnel zones that name them, and of no others")
    void zonesAsListed() {
        List<Zone> listed = List.of(
                new Zone("racks", "vxlan", List.of("node-1", "node-2")),
                new Zone("edge", "gre", List.of("node-2", "gateway")));
        midonet.addMachines(MACHINES, listed).await();
        assertThat(zones())
                .isEqualTo(Map.of(
                        "racks vxlan", Set.of("10.111.5.31", "10.111.5.32"),
                        "edge gre", Set.of("10.111.5.32", "10.111.5.11")));
    }

    @Test
    @DisplayName("can all reach each other where no tunnel zone is listed")
    void oneZone() {
        midonet.addMachines(MACHINES, List.of()).await();
        assertThat(zones().values()).containsExactly(Set.of("10.111.5.31", "10.111.5.32", "10.111.5.11"));
    }
}
