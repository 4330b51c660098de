// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.reconcile.RecordingRelay.Written;
import org.vpcmido.midonet.simulator.Personality;

/** By midonet-api.md 10.17, 13 and 13.1: what every release from 5.0 on honours, and nothing that one would ignore. */
@DisplayName("A MidoNet of every release")
class WrittenFieldsTest {
    private static final List<String> DOCUMENTS = List.of(
            "multi-vpc.xml", "sg-forms.xml", "nacl-forms.xml", "small-bgp.xml", "poc-proxyarp.xml", "dhcp-options.xml");

    /** A condition that a release does not know is not there, so that the rule would be about more packets. */
    private static final Set<String> RULE_FIELDS = Set.of(
            "id",
            "type",
            "chainId",
            "position",
            "flowAction",
            "jumpChainId",
            "natTargets",
            "fragmentPolicy",
            "condInvert",
            "matchForwardFlow",
            "matchReturnFlow",
            "outPorts",
            "portGroup",
            "ipAddrGroupSrc",
            "ipAddrGroupDst",
            "dlType",
            "invDlType",
            "dlSrc",
            "invDlSrc",
            "dlDst",
            "invDlDst",
            "nwProto",
            "nwSrcAddress",
            "nwSrcLength",
            "invNwSrc",
            "nwDstAddress",
            "nwDstLength",
            "invNwDst",
            "tpSrc",
            "invTpSrc",
            "tpDst",
            "invTpDst",
            "icmpDataSrcIpAddress",
            "icmpDataSrcIpLength");

    /** What later releases have besides. */
    private static final Set<String> LATER_FIELDS = Set.of(
            "qosPolicyId",
            "postInFilterMirrorIds",
            "preOutFilterMirrorIds",
            "localRedirectChainId",
            "forwardChainId",
            "rtrPortVni",
            "offRampVxlan",
            "serviceContainerId");

    @ParameterizedTest
    @CsvSource({"V5_0,none", "V5_0,all", "V5_2,none", "V5_2,all", "V5_4,none", "V5_4,all"})
    @DisplayName("gets only what it honours")
    void getsWhatItHonours(Personality personality, String corrections) {
        for (String document : DOCUMENTS) {
            try (SimulatedMidonet midonet = SimulatedMidonet.recording(personality)
                    .withMachinesOf(document)
                    .correcting(Corrections.parse(corrections))) {
                midonet.apply(document);
                List<Written> written = midonet.written();
                assertThat(written).hasSizeGreaterThan(20);
                assertThat(written).allSatisfy(each -> {
                    assertThat(fields(each.body())).as("%s", each).doesNotContainAnyElementsOf(LATER_FIELDS);
                    switch (each.collection()) {
                        case "chains/rules" -> assertRule(each.body(), personality);
                        case "routers/ports" -> assertRouterPort(each.body());
                        case "routers/routes" ->
                            assertThat(each.body().getString("type")).isIn("Normal", "BlackHole", "Reject");
                        default -> {}
                    }
                });
                assertThat(collections(written)).contains("chains/rules", "routers/ports", "routers/routes");
            }
        }
    }

    private static void assertRule(JsonObject rule, Personality personality) {
        assertThat(RULE_FIELDS).as("%s", rule).containsAll(fields(rule));
        for (String ports : List.of("tpSrc", "tpDst")) {
            JsonObject range = rule.getJsonObject(ports);
            // 5.0 takes a 0 for certain; 5.2.1 cannot be told from 5.2.2, which does not.
            if (range != null && personality != Personality.V5_0) {
                assertThat(range.getInteger("start")).as("%s", rule).isPositive();
            }
        }
        JsonArray targets = rule.getJsonArray("natTargets");
        if (targets != null && rule.getString("type").equals("dnat")) {
            boolean isStatic = targets.stream()
                    .map(JsonObject.class::cast)
                    .allMatch(target -> target.getInteger("portFrom") == 0 && target.getInteger("portTo") == 0);
            // 5.0.3, 5.1.1 and 5.2.0 rewrite nothing otherwise.
            assertThat(!isStatic || rule.getString("nwDstAddress") != null)
                    .as("%s", rule)
                    .isTrue();
        }
    }

    /** The three fields that 5.0 and 5.2 need, and an Ethernet address, which a server would choose for itself. */
    private static void assertRouterPort(JsonObject port) {
        assertThat(fields(port)).contains("portAddress", "networkAddress", "networkLength", "portMac");
    }

    private static Set<String> fields(JsonObject body) {
        return body.stream()
                .filter(entry -> Objects.nonNull(entry.getValue()) && !Boolean.FALSE.equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> collections(List<Written> written) {
        return written.stream().map(Written::collection).collect(Collectors.toCollection(TreeSet::new));
    }
}
