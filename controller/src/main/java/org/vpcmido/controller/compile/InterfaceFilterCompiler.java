// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MaskedMac;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Jump;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.Verdict;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.PortRange;
import org.vpcmido.model.net.Protocol;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;

/**
 * Around an interface stand two chains: they refuse what is forged, let pass what answers, ask the security groups, and
 * refuse the rest (eucanetd-vpcmido.md 4.10, 4.11). The return-flow rule stands before every other accept: agents track
 * a connection only if they evaluate such a rule (midonet-datapath-semantics.md 9.1).
 */
final class InterfaceFilterCompiler implements ConceptCompiler {
    private static final int ETHERTYPE_IPV4 = 2048;
    private static final int ETHERTYPE_ARP = 2054;
    private static final int ARP_REPLY = 2;
    private static final PortRange DHCP_PORTS = new PortRange(67, 68);

    /** Destination unreachable; time exceeded and parameter problem. */
    private static final List<PortRange> ICMP_ERRORS = List.of(PortRange.of(3), new PortRange(11, 12));

    private static final int HTTP = 80;
    private static final int PROXY_PORT = 8008;
    private static final int RESERVED_PREFIX_BITS = 31;

    private static final Stratum FORGED = Stratum.of(0);
    private static final Stratum DHCP = Stratum.of(0);
    private static final Stratum FORGED_ARP = new Stratum(0, 1);
    private static final Stratum MISDIRECTED = Stratum.of(1);
    private static final Stratum PROXY = Stratum.of(2);
    private static final Stratum ANSWERS = Stratum.of(3);
    private static final Stratum GROUPS = Stratum.of(4);
    private static final Stratum THE_REST = Stratum.of(5);

    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (NetworkInterface each : blueprint.interfaces()) {
            CloudId name = each.nameInMidonet();
            Key pre = Keys.interfacePreChain(name);
            Key post = Keys.interfacePostChain(name);
            draft.add(
                    new Chain(pre, Names.TENANT, Names.interfaceChain(name, "prechain")),
                    new Chain(post, Names.TENANT, Names.interfaceChain(name, "postchain")));
            draft.add(outgoing(pre, each, blueprint));
            draft.add(incoming(post, each, blueprint));
        }
    }

    private static RuleList outgoing(Key chain, NetworkInterface each, Blueprint blueprint) {
        RuleList rules = new RuleList(chain);
        Subnet subnet = blueprint.subnet(each.subnetId());
        LayoutSettings settings = blueprint.settings();
        if (settings.l2Isolation()) {
            addSourceChecks(rules, each);
        }
        if (!settings.metadataRouter()) {
            rules.add(
                    PROXY,
                    nat(NatDirection.DNAT, proxy(subnet), PROXY_PORT),
                    Match.where()
                            .ipAddrGroupDst(Keys.METADATA_ADDRESS)
                            .nwProto(Protocol.TCP.number())
                            .tpDst(PortRange.of(HTTP)));
        }
        rules.add(ANSWERS, Verdict.ACCEPT, Match.where().returnFlow());
        rules.add(GROUPS, Verdict.ACCEPT, Match.where().nwDst(new Cidr(subnet.resolver(), RESERVED_PREFIX_BITS)));
        rules.add(GROUPS, Verdict.ACCEPT, Match.where().nwDst(settings.metadataLink()));
        for (SecurityGroupId group : groups(each, blueprint)) {
            rules.add(GROUPS, new Jump(Keys.groupEgressChain(group)), Match.where());
        }
        return rules.add(THE_REST, Verdict.DROP, Match.where().dlType(Term.not(ETHERTYPE_ARP)));
    }

    private static void addSourceChecks(RuleList rules, NetworkInterface each) {
        Term<Cidr> notItsAddress = Term.not(each.privateAddress().asCidr());
        Term<MaskedMac> notItsMac = Term.not(MaskedMac.exactly(each.mac()));
        rules.add(FORGED, Verdict.DROP, Match.where().dlType(ETHERTYPE_ARP).nwSrc(notItsAddress));
        rules.add(FORGED, Verdict.DROP, Match.where().dlType(ETHERTYPE_ARP).dlSrc(notItsMac));
        if (each.sourceDestCheck()) {
            rules.add(FORGED, Verdict.DROP, Match.where().dlType(ETHERTYPE_IPV4).nwSrc(notItsAddress));
        }
        rules.add(FORGED, Verdict.DROP, Match.where().dlSrc(notItsMac));
    }

    private static RuleList incoming(Key chain, NetworkInterface each, Blueprint blueprint) {
        RuleList rules = new RuleList(chain);
        Subnet subnet = blueprint.subnet(each.subnetId());
        LayoutSettings settings = blueprint.settings();
        if (settings.l2Isolation()) {
            addDestinationChecks(rules, each);
        }
        if (!settings.metadataRouter()) {
            rules.add(
                    PROXY,
                    nat(NatDirection.SNAT, settings.metadataAddress(), HTTP),
                    Match.where()
                            .nwSrc(proxy(subnet).asCidr())
                            .nwProto(Protocol.TCP.number())
                            .tpSrc(PortRange.of(PROXY_PORT)));
        }
        rules.add(ANSWERS, Verdict.ACCEPT, Match.where().returnFlow());
        if (blueprint.corrections().include(Correction.ICMP_ERRORS)) {
            addErrors(rules, each);
        }
        for (SecurityGroupId group : groups(each, blueprint)) {
            rules.add(GROUPS, new Jump(Keys.groupIngressChain(group)), Match.where());
        }
        return rules.add(THE_REST, Verdict.DROP, Match.where().dlType(Term.not(ETHERTYPE_ARP)));
    }

    /** About what the instance itself has sent. The quoted packet has been translated back by now. */
    private static void addErrors(RuleList rules, NetworkInterface each) {
        for (PortRange types : ICMP_ERRORS) {
            rules.add(
                    GROUPS,
                    Verdict.ACCEPT,
                    Match.where()
                            .nwProto(Protocol.ICMP.number())
                            .tpSrc(types)
                            .icmpDataSrc(each.privateAddress().asCidr()),
                    Correction.ICMP_ERRORS.because());
        }
    }

    private static void addDestinationChecks(RuleList rules, NetworkInterface each) {
        Term<Cidr> notItsAddress = Term.not(each.privateAddress().asCidr());
        rules.add(FORGED_ARP, Verdict.DROP, Match.where().dlType(ETHERTYPE_ARP).nwDst(notItsAddress));
        rules.add(
                FORGED_ARP,
                Verdict.DROP,
                Match.where().dlType(ETHERTYPE_ARP).nwProto(ARP_REPLY).dlDst(Term.not(MaskedMac.exactly(each.mac()))));
        if (each.sourceDestCheck()) {
            rules.add(
                    DHCP,
                    Verdict.ACCEPT,
                    Match.where().nwProto(Protocol.UDP.number()).tpDst(DHCP_PORTS));
            rules.add(
                    MISDIRECTED,
                    Verdict.DROP,
                    Match.where().dlType(ETHERTYPE_IPV4).nwDst(notItsAddress));
        }
    }

    /** The groups that exist; a jump into nothing would make the whole subnet unusable. */
    private static Set<SecurityGroupId> groups(NetworkInterface each, Blueprint blueprint) {
        Set<SecurityGroupId> groups = new LinkedHashSet<>(each.securityGroups());
        groups.retainAll(blueprint.state().securityGroups().keySet());
        return groups;
    }

    /** Where the metadata proxy of the subnet listens when there is no metadata router. */
    private static Ipv4 proxy(Subnet subnet) {
        return subnet.cidr().address(3);
    }

    private static Nat nat(NatDirection direction, Ipv4 address, int port) {
        return new Nat(direction, FlowAction.CONTINUE, List.of(new NatTarget(address, address, port, port)));
    }
}
