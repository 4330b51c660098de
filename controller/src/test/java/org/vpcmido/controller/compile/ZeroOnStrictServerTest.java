// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.SecurityGroupId;

@DisplayName("On a server that refuses 0 in ranges")
class ZeroOnStrictServerTest {
    private static final Key GROUP_CHAIN = Keys.groupIngressChain(new SecurityGroupId("sg-0000d0a1"));
    private static final Key ACL_CHAIN = Keys.networkAclIngressChain(new NetworkAclId("acl-0000d2d1"));

    @Test
    @DisplayName("a group's rules that name it are left out and reported, unless the correction is wanted")
    void groups() {
        Desired plain = compile("sg-forms.xml", Corrections.none());
        assertThat(rules(plain, GROUP_CHAIN)).hasSize(17 - 4).noneMatch(line -> line.matches(".*tp(Src|Dst)=0.*"));
        assertThat(zeroFindings(plain))
                .hasSize(4)
                .allMatch(each -> each.subject().equals("sg-0000d0a1"));

        Desired corrected = compile("sg-forms.xml", Corrections.parse("port-zero"));
        assertThat(rules(corrected, GROUP_CHAIN))
                .hasSize(17)
                .contains(
                        "accept nwProto=6 nwSrc=0.0.0.0/0 fragments=header",
                        "accept nwProto=1 nwSrc=0.0.0.0/0 tpSrc=8 tpDst!=1-65535");
        assertThat(zeroFindings(corrected)).isEmpty();

        Desired whole = compile("sg-forms.xml", Corrections.parse("all-ports"));
        assertThat(rules(whole, GROUP_CHAIN)).hasSize(17 - 3).contains("accept nwProto=6 nwSrc=0.0.0.0/0");
        assertThat(zeroFindings(whole)).hasSize(3);
    }

    @Test
    @DisplayName("an ACL's allow is left out, and its deny is built all the same")
    void acls() {
        Desired plain = compile("nacl-forms.xml", Corrections.none());
        assertThat(rules(plain, ACL_CHAIN))
                .containsExactly(
                        "drop nwProto=6 nwSrc=0.0.0.0/0 tpDst!=1024-65535",
                        "drop nwProto=1 nwSrc=10.0.0.0/8 tpSrc=8 tpDst!=1-65535",
                        "accept nwProto=1 nwSrc=0.0.0.0/0",
                        "accept nwProto=1 nwSrc=0.0.0.0/0 tpSrc=3 tpDst=4",
                        "drop nwProto=47 nwSrc=198.51.100.0/24",
                        "accept nwProto=255 nwSrc=0.0.0.0/0",
                        "accept nwSrc=203.0.113.9/32",
                        "drop nwSrc=0.0.0.0/0");
        assertThat(zeroFindings(plain)).hasSize(4);
        assertThat(zeroFindings(compile("nacl-forms.xml", Corrections.all()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sg-forms.xml, 4", "nacl-forms.xml, 2"})
    @DisplayName("what an older one took of them and is left out now stays as it is, and nothing else does")
    void heldWhereItIs(String document, int leftOut) {
        Desired lenient = compile(document, Corrections.none(), ServerLimits.lenient());
        Desired strict = compile(document, Corrections.none());
        assertThat(lenient.topology().all(Kind.RULE, Rule.class).filter(strict.holds()::covers))
                .hasSize(leftOut)
                .allMatch(rule -> rule.content().matches("accept .*tp(Src|Dst)=0.*"));
    }

    @Test
    @DisplayName("is told from one that takes them by the rules that it holds, if they are ours")
    void evidence() {
        Topology taken = compile("sg-forms.xml", Corrections.none(), ServerLimits.lenient())
                .topology();
        assertThat(ServerLimits.evidentFrom(taken)).isEqualTo(ServerLimits.lenient());
        assertThat(ServerLimits.evidentFrom(
                        compile("sg-forms.xml", Corrections.all()).topology()))
                .isEqualTo(ServerLimits.strict());
        assertThat(ServerLimits.evidentFrom(taken.rekey(key -> new Key("midonet/" + key))))
                .isEqualTo(ServerLimits.strict());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2147483648L})
    @DisplayName("or any other, AS numbers are stored up to a limit from 1 to 2147483647")
    void asNumbers(long max) {
        assertThatThrownBy(() -> new ServerLimits(true, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 2147483647");
        assertThat(new ServerLimits(true, 1).asNumberMax()).isEqualTo(1);
    }

    private static List<String> rules(Desired desired, Key chain) {
        return desired.topology().rules(chain).stream().map(Rule::content).toList();
    }

    private static List<Finding> zeroFindings(Desired desired) {
        return desired.findings().stream()
                .filter(each -> each.code().equals("zero-refused"))
                .toList();
    }

    private static Desired compile(String document, Corrections corrections) {
        return compile(document, corrections, ServerLimits.strict());
    }

    private static Desired compile(String document, Corrections corrections, ServerLimits limits) {
        Checked cloud = GniDocuments.read(document).checked();
        return TopologyCompiler.compile(
                cloud, new CompileContext(Facts.none(), LayoutSettings.defaults(), corrections, limits));
    }
}
