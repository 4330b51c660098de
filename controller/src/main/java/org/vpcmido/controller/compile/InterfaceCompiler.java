// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.List;
import java.util.Optional;
import org.vpcmido.midonet.resource.ArpEntry;
import org.vpcmido.midonet.resource.BridgePort;
import org.vpcmido.midonet.resource.DhcpHost;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.IpAddrGroup;
import org.vpcmido.midonet.resource.IpAddrGroupAddr;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.NetworkInterface;

/** An interface is a port of its subnet's bridge, bound to the instance's tap; the bridge is told where it is. */
final class InterfaceCompiler implements ConceptCompiler {
    @Override
    public void compile(Blueprint blueprint, Draft draft) {
        for (NetworkInterface each : blueprint.interfaces()) {
            CloudId name = each.nameInMidonet();
            draft.because(Keys.networkInterface(name), name + " is in " + each.subnetId());
            compilePort(each, draft);
            bind(each, blueprint, draft);
            compileTables(each, blueprint, draft);
        }
    }

    private static void compilePort(NetworkInterface each, Draft draft) {
        CloudId name = each.nameInMidonet();
        draft.add(
                new IpAddrGroup(Keys.interfacePublicAddress(name), Names.publicAddress(name)),
                new IpAddrGroup(Keys.interfacePrivateAddress(name), Names.privateAddress(name)),
                new IpAddrGroupAddr(Keys.interfacePrivateAddress(name), each.privateAddress()),
                new BridgePort(
                        Keys.interfacePort(name),
                        Keys.subnetBridge(each.subnetId()),
                        Optional.of(Keys.interfacePreChain(name)),
                        Optional.of(Keys.interfacePostChain(name)),
                        true,
                        0));
    }

    private static void bind(NetworkInterface each, Blueprint blueprint, Draft draft) {
        Key port = Keys.interfacePort(each.nameInMidonet());
        List<Host> hosts = blueprint.placement(each.instanceId());
        if (blueprint.isHeld(each, Hold.Part.PLACEMENT)) {
            draft.hold(HostInterfacePort.key(port));
        } else if (hosts.size() == 1) {
            String subject = each.nameInMidonet().value();
            HostBinding.wire(port, hosts.get(0).name(), Names.tap(each.nameInMidonet()), subject, blueprint, draft);
        } else {
            draft.hold(HostInterfacePort.key(port));
            draft.report(Finding.error(
                    each.instanceId().value(),
                    "unplaced-instance",
                    each.instanceId() + ": " + hosts.size() + " hosts list it, 1 should",
                    "not wired"));
        }
    }

    private static void compileTables(NetworkInterface each, Blueprint blueprint, Draft draft) {
        Key bridge = Keys.subnetBridge(each.subnetId());
        String cause = each.nameInMidonet() + " is in " + each.subnetId();
        draft.add(
                new DhcpHost(
                        bridge,
                        blueprint.subnet(each.subnetId()).cidr(),
                        each.mac(),
                        Optional.of(each.privateAddress()),
                        Optional.of(each.nameInMidonet().value()),
                        DhcpAnswers.of(each.vpcId(), blueprint).others()),
                blueprint.corrections().explain(cause, Correction.DHCP_OPTIONS));
        if (blueprint.settings().staticTables()) {
            draft.add(new ArpEntry(bridge, each.privateAddress(), each.mac()), cause);
            draft.add(new MacEntry(bridge, each.mac(), Keys.interfacePort(each.nameInMidonet()), 0), cause);
        }
    }
}
