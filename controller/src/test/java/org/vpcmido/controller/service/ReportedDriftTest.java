// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("What others changed, where the policy is to report it,")
class ReportedDriftTest {
    private static final String DEVICE = "vn_" + Ids.instance("a1");

    @TempDir
    private Path folder;

    private ServiceScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = new ServiceScene(folder);
        scene.publish(ReferenceCloud.given(), "1");
        scene.start(Map.of("VPCMIDO_RECONCILE_DRIFT", "report"));
        scene.awaitAcknowledged("1");
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    @DisplayName("is left alone, while the cloud is followed")
    void isLeftAlone() throws Exception {
        String rule = scene.dump().at("/rules/0/id").asText();
        scene.deleteInMidonet("/rules/" + rule);

        assertThat(scene.reconcile().path("drift")).hasSize(1);
        scene.publish(ReferenceCloud.given().elasticIp("a2", "203.0.113.77"), "2");
        scene.awaitAcknowledged("2");
        assertThat(scene.dump().path("rules").findValuesAsText("id")).doesNotContain(rule);
        JsonNode written = scene.status().at("/last_cycle/written");
        assertThat(written.path("withheld").asInt()).isEqualTo(1);
        assertThat(written.path("applied").asInt()).isPositive();
    }

    @Test
    @DisplayName("follows the cloud again as soon as that wants something else of it")
    void followsTheCloud() throws Exception {
        JsonNode bound = binding().orElseThrow();
        scene.deleteInMidonet("/hosts/" + bound.path("hostId").asText() + "/ports/"
                + bound.path("portId").asText());
        assertThat(scene.reconcile().path("drift")).hasSize(1);
        assertThat(binding()).isEmpty();

        scene.publish(ReferenceCloud.given().migrate("a1", "192.0.2.22"), "2");
        scene.awaitAcknowledged("2");
        assertThat(binding().orElseThrow().path("hostId")).isNotEqualTo(bound.path("hostId"));
    }

    private Optional<JsonNode> binding() throws Exception {
        return StreamSupport.stream(scene.dump().path("host_interface_ports").spliterator(), false)
                .filter(each -> each.path("interfaceName").asText().equals(DEVICE))
                .findFirst();
    }
}
