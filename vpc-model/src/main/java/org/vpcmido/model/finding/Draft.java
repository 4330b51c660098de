// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkAclId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.RouteTable;
import org.vpcmido.model.vpc.RouteTableId;
import org.vpcmido.model.vpc.SecurityGroup;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.UplinkGateway;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** A state while it is being checked: what is still in it, what was found, and what is held. */
final class Draft {
    /** How many dependents a finding names before it only counts. */
    private static final int DEPENDENTS_NAMED_MAX = 5;

    final VpcState read;
    final CloudLimits limits;
    final List<UplinkGateway> gateways;
    final NavigableMap<String, Host> hosts;
    final NavigableMap<VpcId, Vpc> vpcs;
    final NavigableMap<SubnetId, Subnet> subnets;
    final NavigableMap<RouteTableId, RouteTable> routeTables;
    final NavigableMap<NetworkAclId, NetworkAcl> networkAcls;
    final NavigableMap<NatGatewayId, NatGateway> natGateways;
    final NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces;
    final NavigableMap<SecurityGroupId, SecurityGroup> securityGroups;

    final AddressBook addresses = new AddressBook();

    private final List<Finding> findings;
    private final NavigableSet<Hold> holds;
    private final NavigableSet<Hold> missing = new TreeSet<>();
    private final Map<String, String> roots = new LinkedHashMap<>();
    private final Map<String, List<String>> dependents = new LinkedHashMap<>();

    Draft(Checked checked, CloudLimits limits) {
        this.limits = limits;
        read = checked.state();
        gateways = new ArrayList<>(read.configuration().gateways());
        hosts = new TreeMap<>(read.hosts());
        vpcs = new TreeMap<>(read.vpcs());
        subnets = new TreeMap<>(read.subnets());
        routeTables = new TreeMap<>(read.routeTables());
        networkAcls = new TreeMap<>(read.networkAcls());
        natGateways = new TreeMap<>(read.natGateways());
        interfaces = new TreeMap<>(read.interfaces());
        securityGroups = new TreeMap<>(read.securityGroups());
        findings = new ArrayList<>(checked.findings());
        holds = new TreeSet<>(checked.holds());
    }

    void report(Finding finding) {
        findings.add(finding);
    }

    void hold(Hold hold) {
        holds.add(hold);
    }

    void hold(CloudId subject, Hold.Part part) {
        holds.add(new Hold(subject.value(), part));
    }

    /** Whether all of {@code subject} is held, so that whoever refers to it needs no finding of its own. */
    boolean isHeld(CloudId subject) {
        return holds.contains(Hold.all(subject.value()));
    }

    /** Holds all of {@code subject} and reports it as the root of its trouble. */
    void quarantine(CloudId subject, String code, String message, String effect) {
        report(Finding.error(subject.value(), code, message, effect));
        hold(subject, Hold.Part.ALL);
    }

    /** Holds all of an interface: MidoNet knows a primary one by its instance only. */
    void quarantine(NetworkInterface subject, String code, String message) {
        quarantine(subject.id(), code, message, "interface held");
        hold(subject.nameInMidonet(), Hold.Part.ALL);
        interfaces.remove(subject.id());
    }

    /** Holds all of {@code subject} because {@code cause} is held; the finding of the root will name it. */
    void holdWith(CloudId cause, CloudId subject) {
        hold(subject, Hold.Part.ALL);
        noteDependent(cause, subject, subject.value());
    }

    /** Holds a part of {@code subject} because {@code cause} is held; the finding of the root will name it. */
    void holdWith(CloudId cause, CloudId subject, Hold.Part part) {
        hold(subject, part);
        noteDependent(cause, subject, "part of " + subject.value());
    }

    private void noteDependent(CloudId cause, CloudId subject, String note) {
        String root = roots.getOrDefault(cause.value(), cause.value());
        roots.putIfAbsent(subject.value(), root);
        dependents.computeIfAbsent(root, none -> new ArrayList<>()).add(note);
    }

    /**
     * Reports that {@code referrer} names something that is not there, and holds what that would be. Others that name
     * it get a finding of their own: the document tells no root of that trouble.
     */
    void reportDangling(CloudId referrer, String what, CloudId target, String effect) {
        report(Finding.error(
                referrer.value(),
                "dangling-reference",
                referrer + ": " + what + " " + target + " is not in the document",
                effect));
        missing.add(Hold.all(target.value()));
    }

    /** The instances that have an interface, held or not. */
    NavigableSet<InstanceId> knownInstances() {
        NavigableSet<InstanceId> known = new TreeSet<>();
        read.interfaces().values().forEach(each -> known.add(each.instanceId()));
        return known;
    }

    Checked checked() {
        NavigableSet<Hold> held = new TreeSet<>(holds);
        held.addAll(missing);
        List<Finding> complete = new ArrayList<>();
        for (Finding finding : findings) {
            List<String> others = dependents.remove(finding.subject());
            complete.add(others == null ? finding : finding.withEffect(finding.effect() + "; " + phrase(others)));
        }
        return new Checked(state(), complete, held);
    }

    private VpcState state() {
        return new VpcState(
                read.configuration().withGateways(gateways),
                hosts,
                vpcs,
                subnets,
                routeTables,
                networkAcls,
                natGateways,
                interfaces,
                securityGroups,
                read.dhcpOptionSets());
    }

    private static String phrase(List<String> dependents) {
        List<String> all = dependents.stream().distinct().toList();
        String named = String.join(", ", all.subList(0, Math.min(all.size(), DEPENDENTS_NAMED_MAX)));
        int more = all.size() - DEPENDENTS_NAMED_MAX;
        return "held with it: " + named + (more > 0 ? " and " + more + " more" : "");
    }
}
