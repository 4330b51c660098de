// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.golden.Observed;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.Host;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.topology.Identities;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Checked;

@DisplayName("What we built ourselves")
class RoundTripTest {
    private static final LayoutSettings SETTINGS = LayoutSettings.defaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minimal",
                "single-vpc",
                "small-bgp",
                "large-bgp",
                "legacy-4.3",
                "multi-vpc",
                "multi-vpc-5.1",
                "overlapping-vpcs",
                "natgw-only-vpc",
                "dhcp-options",
                "nacl-forms",
                "sg-forms",
                "node-names",
                "poc-proxyarp",
                "unplaced-instance",
                "wire-5.1"
            })
    @DisplayName("is known again with all its ids, and there is nothing to do")
    void isKnownAgain(String document) {
        Checked cloud = GniDocuments.read(document + ".xml").checked();
        List<Host> hosts = Observed.hosts(cloud.state());
        Desired built = compile(cloud, Facts.none().withHosts(byName(hosts)));
        Adoption adoption = Adopter.adopt(observed(built.topology(), cloud), cloud, SETTINGS);
        assertThat(adoption.findings()).isEmpty();
        assertThat(built.topology().resources().stream()
                        .filter(each -> each.kind().hasId() && each.kind() != Kind.HOST))
                .allSatisfy(each -> assertThat(adoption.identities().found(each.key()))
                        .as("id of %s", each.key())
                        .contains(Identities.none().id(each.key())));
        Desired again = compile(cloud, adoption.facts());
        assertThat(Planner.plan(again, adoption.topology()).changes()).isEmpty();
    }

    private static Desired compile(Checked cloud, Facts facts) {
        return TopologyCompiler.compile(
                cloud, new CompileContext(facts, SETTINGS, Corrections.all(), ServerLimits.strict()));
    }

    /** What the client would read after the writes. */
    private static Topology observed(Topology built, Checked cloud) {
        return Topology.of(
                Stream.concat(Observed.of(built).resources().stream(), Observed.machines(cloud.state()).stream()));
    }

    private static Map<String, Key> byName(List<Host> hosts) {
        Map<String, Key> byName = new HashMap<>();
        hosts.forEach(host -> byName.put(host.name(), host.key()));
        return byName;
    }
}
