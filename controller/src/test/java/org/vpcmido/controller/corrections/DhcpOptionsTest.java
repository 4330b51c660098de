// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.cloud.gni.GniDocuments;
import org.vpcmido.controller.compile.CompileContext;
import org.vpcmido.controller.compile.Correction;
import org.vpcmido.controller.compile.Corrections;
import org.vpcmido.controller.compile.Desired;
import org.vpcmido.controller.compile.Facts;
import org.vpcmido.controller.compile.LayoutSettings;
import org.vpcmido.controller.compile.ServerLimits;
import org.vpcmido.controller.compile.TopologyCompiler;
import org.vpcmido.controller.plan.Change;
import org.vpcmido.controller.plan.Planner;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.DhcpSubnet;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("DHCP")
class DhcpOptionsTest {
    private static final String DOCUMENT = "dhcp-options.xml";

    private final VpcState cloud = GniDocuments.read(DOCUMENT).checked().state();
    private final Desired corrected = compile(new Corrections(Set.of(Correction.DHCP_OPTIONS)), Set.of());

    @Test
    @DisplayName("tells each VPC's instances what the VPC's option set says, and the cloud's own where it is silent")
    void optionSets() {
        cloud.vpcs()
                .values()
                .forEach(vpc -> cloud.dhcpOptions(vpc).ifPresent(set -> {
                    List<Ipv4> resolvers = set.domainNameServers().isEmpty()
                            ? cloud.configuration().dnsServers()
                            : set.domainNameServers();
                    cloud.subnets().values().stream()
                            .filter(subnet -> subnet.vpcId().equals(vpc.id()))
                            .forEach(subnet -> {
                                assertThat(subnet(corrected, subnet.cidr().toString())
                                                .dnsServers())
                                        .isEqualTo(resolvers);
                                assertThat(options(corrected, subnet.cidr().toString()))
                                        .containsEntry(
                                                "domain_search",
                                                set.domainName()
                                                        .orElse(cloud.configuration()
                                                                .dnsDomain()))
                                        .hasSize(1
                                                + (set.domainName().isPresent() ? 1 : 0)
                                                + (set.ntpServers().isEmpty() ? 0 : 1)
                                                + (set.netbiosNameServers().isEmpty() ? 0 : 1));
                            });
                }));
        assertThat(cloud.dhcpOptionSets().values())
                .anyMatch(set -> !set.ntpServers().isEmpty());
        assertThat(corrected.topology().all(Kind.DHCP_HOST, DhcpHost.class))
                .anyMatch(host ->
                        host.options().stream().anyMatch(each -> each.name().equals("ntp_servers")));
    }

    @Test
    @DisplayName("is changed in place where it exists")
    void changesInPlace() {
        Desired before = compile(Corrections.none(), Set.of());
        var plan = Planner.plan(corrected, before.topology());
        assertThat(plan.changes()).isNotEmpty().allSatisfy(change -> {
            assertThat(change.action()).isEqualTo(Change.Action.UPDATE);
            assertThat(change.because()).contains("correction dhcp-options");
        });
        assertThat(Planner.plan(before, corrected.topology()).changes())
                .extracting(Change::action)
                .containsOnly(Change.Action.UPDATE);
    }

    @Test
    @DisplayName("stays as it is where the option set cannot be read")
    void unreadable() {
        Desired before = compile(Corrections.none(), Set.of());
        String vpc = cloud.vpcs().firstKey().value();
        Desired held = compile(
                new Corrections(Set.of(Correction.DHCP_OPTIONS)), Set.of(new Hold(vpc, Hold.Part.DHCP_OPTIONS)));
        long all = Planner.plan(corrected, before.topology()).changes().count();
        assertThat(Planner.plan(held, before.topology()).changes()).hasSizeLessThan((int) all);
    }

    private DhcpSubnet subnet(Desired desired, String block) {
        return desired.topology()
                .all(Kind.DHCP_SUBNET, DhcpSubnet.class)
                .filter(each -> each.subnet().toString().equals(block))
                .findFirst()
                .orElseThrow();
    }

    private NavigableMap<String, String> options(Desired desired, String block) {
        NavigableMap<String, String> options = new TreeMap<>();
        desired.topology()
                .all(Kind.DHCP_HOST, DhcpHost.class)
                .filter(each -> each.subnet().toString().equals(block))
                .flatMap(each -> each.options().stream())
                .forEach(option -> options.put(option.name(), option.value()));
        return options;
    }

    private Desired compile(Corrections corrections, Set<Hold> holds) {
        return TopologyCompiler.compile(
                new Checked(cloud, List.of(), holds),
                new CompileContext(Facts.none(), LayoutSettings.defaults(), corrections, ServerLimits.strict()));
    }
}
