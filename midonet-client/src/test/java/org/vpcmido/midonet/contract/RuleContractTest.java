// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A rule")
class RuleContractTest extends MidonetContract {
    @Test
    @DisplayName("stands in front where no position is given, and moves the others back")
    void standsInFront() {
        String chain = chain();
        String first = rule(chain, "{'type':'drop'}");
        String second = rule(chain, "{'type':'accept'}");
        String third = rule(chain, "{'type':'reject','position':3}");
        String middle = rule(chain, "{'type':'return','position':'2'}");
        Reply rules = get("/chains/" + chain + "/rules", "collection.Rule-v2");
        assertThat(rules.each("id")).containsExactly(second, middle, first, third);
        assertThat(rules.each("position")).containsExactly("1", "2", "3", "4");
        assertThat(delete("/rules/" + second).status()).isEqualTo(204);
        assertThat(get("/rules/" + third, "Rule-v2").json().path("position").intValue())
                .isEqualTo(3);
        assertThat(delete("/rules/" + second).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("has a position inside the chain or right behind it")
    void staysInsideTheChain() {
        String chain = chain();
        Reply beyond = post("/chains/" + chain + "/rules", "Rule-v2", "{'type':'drop','position':2}");
        Reply negative = post("/chains/" + chain + "/rules", "Rule-v2", "{'type':'drop','position':-1}");
        Reply zero = post("/chains/" + chain + "/rules", "Rule-v2", "{'type':'drop','position':0}");
        assertThat(beyond.status()).isEqualTo(400);
        assertThat(beyond.message()).isEqualTo("Position exceeds number of rules in chain");
        assertThat(negative.violations()).containsExactly("position");
        assertThat(zero.status()).isEqualTo(201);
        assertThat(get("/chains/" + chain + "/rules", "collection.Rule-v2").json())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'drop'}|any",
                "{'type':'drop','fragmentPolicy':'nonheader'}|nonheader",
                "{'type':'accept','tpDst':{'start':80,'end':80}}|header",
                "{'type':'accept','tpDst':{'start':80,'end':80},'fragmentPolicy':'unfragmented'}|unfragmented",
                "{'type':'accept','tpDst':{'start':80,'end':80},'fragmentPolicy':'any'}|400",
                "{'type':'drop','fragmentPolicy':'Any'}|400",
                "{'type':'dnat','flowAction':'accept','natTargets':[{'addressFrom':'1.1.1.1','addressTo':'1.1.1.1'}]}|any",
                "{'type':'dnat','flowAction':'accept','natTargets':[{'addressFrom':'1.1.1.1'}]}|unfragmented",
                "{'type':'dnat','flowAction':'accept','tpDst':{'start':1,'end':2},'natTargets':[{'addressFrom':'1.1.1.1','addressTo':'1.1.1.1'}]}|unfragmented",
                "{'type':'snat','flowAction':'accept','fragmentPolicy':'any','natTargets':[{'addressFrom':'1.1.1.1','addressTo':'1.1.1.2'}]}|400",
                "{'type':'snat','flowAction':'accept','fragmentPolicy':'header','natTargets':[{'addressFrom':'1.1.1.1','addressTo':'1.1.1.1','portFrom':1,'portTo':9}]}|400"
            })
    @DisplayName("is about the fragments that its form allows")
    void settlesItsFragmentPolicy(String body, String outcome) {
        Reply reply = post("/chains/" + chain() + "/rules", "Rule-v2", body);
        if (outcome.equals("400")) {
            assertThat(reply.status()).isEqualTo(400);
        } else {
            assertThat(request("GET", reply.location(), Map.of("Accept", type("Rule-v2")), "")
                            .json()
                            .path("fragmentPolicy")
                            .textValue())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}|400",
                "{'type':'foo'}|400",
                "{'type':'Accept'}|400",
                "{'type':'jump'}|400",
                "{'type':'snat','flowAction':'accept','natTargets':[]}|400",
                "{'type':'snat','natTargets':[{'addressFrom':'1.1.1.1'}]}|400",
                "{'type':'snat','flowAction':'accept','natTargets':[{'addressFrom':'junk'}]}|500",
                "{'type':'rev_snat'}|400",
                "{'type':'rev_snat','flowAction':'accept','natTargets':[]}|201",
                "{'type':'drop','dlType':1535}|400",
                "{'type':'drop','nwProto':300}|201",
                "{'type':'drop','tpDst':{'start':0,'end':0}}|400",
                "{'type':'drop','tpDst':{'start':9,'end':8}}|400",
                "{'type':'drop','tpDst':{'start':1,'end':65535}}|201",
                "{'type':'drop','tpDst':{'start':1}}|500",
                "{'type':'drop','tpDst':80}|400",
                "{'type':'drop','dlSrc':'aa:bb'}|400",
                "{'type':'drop','nwSrcAddress':'10.0.0.0','nwSrcLength':33}|400",
                "{'type':'drop','inPorts':['00000000-0000-0000-0000-00000000dead']}|201",
                "{'type':'drop','ipAddrGroupSrc':'00000000-0000-0000-0000-00000000dead'}|201",
                "{'type':'jump','jumpChainId':'00000000-0000-0000-0000-00000000dead'}|404"
            })
    @DisplayName("is checked as far as MidoNet checks rules, and no further")
    void isChecked(String body, int status) {
        assertThat(post("/chains/" + chain() + "/rules", "Rule-v2", body).status())
                .isEqualTo(status);
    }

    @Test
    @DisplayName("out of range is refused with the raw text of the message")
    void saysWhatIsWrongWithARange() {
        Reply reply = post("/chains/" + chain() + "/rules", "Rule-v2", "{'type':'drop','tpSrc':{'start':0,'end':255}}");
        assertThat(reply.json().path("violations").path(0).path("message").textValue())
                .isEqualTo("{midokura.javarx.RangeNotValid.message}");
    }

    @Test
    @DisplayName("has a network of length 0 where none is given, and none without an address")
    void hasNormalForms() {
        String chain = chain();
        var noLength = get("/rules/" + rule(chain, "{'type':'drop','nwSrcAddress':'10.0.0.3'}"), "Rule-v2")
                .json();
        var noAddress = get("/rules/" + rule(chain, "{'type':'drop','nwDstLength':24}"), "Rule-v2")
                .json();
        var hostBits = get(
                        "/rules/" + rule(chain, "{'type':'drop','nwSrcAddress':'10.0.0.3','nwSrcLength':'24'}"),
                        "Rule-v2")
                .json();
        assertThat(noLength.path("nwSrcLength").intValue()).isZero();
        assertThat(noAddress.path("nwDstLength").intValue()).isZero();
        assertThat(noAddress.path("nwDstAddress").isNull()).isTrue();
        assertThat(hostBits.path("nwSrcAddress").textValue()).isEqualTo("10.0.0.3");
        assertThat(hostBits.path("inPorts").isArray()).isTrue();
        assertThat(hostBits.path("chainId").textValue()).isEqualTo(chain);
    }

    @Test
    @DisplayName("cannot be changed, and is in no list of all rules")
    void cannotBeChanged() {
        String rule = rule(chain(), "{'type':'drop'}");
        Reply put = put("/rules/" + rule, "Rule-v2", "{'type':'accept'}");
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.body()).isEmpty();
        assertThat(get("/rules", "collection.Rule-v2").status()).isEqualTo(405);
    }

    @Test
    @DisplayName("that jumps vanishes with its target, and later ones move up")
    void vanishesWithItsTarget() {
        String target = chain();
        String caller = chain();
        String last = rule(caller, "{'type':'drop'}");
        String jump = rule(caller, "{'type':'jump','jumpChainId':'" + target + "'}");
        delete("/chains/" + target);
        assertThat(get("/rules/" + jump, "Rule-v2").status()).isEqualTo(404);
        assertThat(get("/rules/" + last, "Rule-v2").json().path("position").intValue())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("keeps the ids of groups and ports that are gone")
    void keepsDeadIds() {
        String group = create("/ip_addr_groups", "IpAddrGroup-v1", "{'name':'g'}");
        String port = bridgePort(bridge());
        String rule = rule(chain(), "{'type':'drop','ipAddrGroupSrc':'" + group + "','inPorts':['" + port + "']}");
        delete("/ip_addr_groups/" + group);
        delete("/ports/" + port);
        var left = get("/rules/" + rule, "Rule-v2").json();
        assertThat(left.path("ipAddrGroupSrc").textValue()).isEqualTo(group);
        assertThat(left.path("inPorts").path(0).textValue()).isEqualTo(port);
    }
}
