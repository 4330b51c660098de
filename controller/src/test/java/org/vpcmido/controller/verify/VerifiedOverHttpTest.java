// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.controller.reconcile.PlanResult;
import org.vpcmido.controller.reconcile.SimulatedMidonet;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.ConsistencyCheck;
import org.vpcmido.model.given.Ids;
import org.vpcmido.model.given.ReferenceCloud;

@DisplayName("A cloud that was applied over HTTP and read back")
class VerifiedOverHttpTest {
    private static final Checked CLOUD =
            ConsistencyCheck.check(ReferenceCloud.given().state());

    private SimulatedMidonet midonet;

    @BeforeEach
    void start() {
        midonet = new SimulatedMidonet().withMachinesOf(CLOUD.state());
        assertThat(midonet.apply(CLOUD).hasConverged()).isTrue();
    }

    @AfterEach
    void stop() {
        midonet.close();
    }

    @Test
    @DisplayName("does to every packet what the rules of its VPCs say")
    void agrees() {
        Built built = observed();
        VerifyReport report = built.verify(3_000, 7);
        assertThat(report.disagreements()).as(built.shown(report)).isZero();
        assertThat(report.delivered()).isGreaterThan(300);
    }

    @Test
    @DisplayName("and lost a rule behind everybody's back, is found, with the cloud id and MidoNet's ids")
    void findsDamage() {
        Built whole = observed();
        Rule lost =
                whole.topology().rules(Keys.groupIngressChain(Ids.group("db"))).get(0);
        midonet.delete(lost, whole.identities());

        Built broken = observed();
        VerifyReport report = broken.verify(3_000, 7);
        assertThat(report.isAgreement()).isFalse();
        UUID port = broken.identities().id(Keys.interfacePort(Ids.instance("a3")));
        assertThat(broken.shown(report))
                .contains("the rules deliver it, and MidoNet does not")
                .contains("of " + Ids.networkInterface("a3") + ", MidoNet ")
                .contains(port.toString());
    }

    @Test
    @DisplayName("is explained from a cloud id to MidoNet's objects, and back")
    void explains() {
        PlanResult plan = midonet.plan(CLOUD);
        Built built = built(plan);
        CloudNames names = new CloudNames(CLOUD.state(), built.topology(), built.identities());
        Explanation explanation = new Explanation(built.topology(), built.identities(), names, plan.desired());

        String instance = Ids.instance("a3").value();
        String networkInterface = Ids.networkInterface("a3").value();
        List<Map<String, Object>> rows = explanation.explain(networkInterface);
        assertThat(rows).isEqualTo(explanation.explain(instance)).isNotEmpty();
        Map<String, Object> chain = rows.stream()
                .filter(row -> row.containsValue("ic_" + instance + "_prechain"))
                .findFirst()
                .orElseThrow();
        assertThat(explanation.explain(String.valueOf(chain.get("id")))).containsExactly(chain);
        assertThat(chain).containsEntry("serves", networkInterface);
        assertThat(explanation.explain("vpc-nobody")).isEmpty();
    }

    private Built observed() {
        return built(midonet.plan(CLOUD));
    }

    private static Built built(PlanResult plan) {
        return new Built(CLOUD, plan.adoption().topology(), plan.adoption().identities(), Corrections.all());
    }
}
