// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.Optional;
import org.vpcmido.midonet.resource.HostInterfacePort;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.finding.Finding;

/** Binds ports to devices of hosts, where the host is known. */
public final class HostBinding {
    private HostBinding() {}

    /**
     * Binds {@code port}. If MidoNet has no such host in a tunnel zone, the port stays bound as it is, or unbound.
     *
     * @param host the host, by the name that the cloud uses
     * @param device the device, which may be made later
     * @param subject whom a finding is about
     */
    public static void wire(Key port, String host, String device, String subject, Blueprint blueprint, Draft draft) {
        Optional<Key> known = blueprint.host(host);
        if (known.isPresent()) {
            draft.add(new HostInterfacePort(port, known.get(), device));
        } else {
            draft.hold(HostInterfacePort.key(port));
            draft.report(Finding.error(
                    subject,
                    "host-unknown",
                    subject + ": MidoNet has no host '" + host + "' that a port can be bound to",
                    "not wired"));
        }
    }

    /** Binds {@code port} on the host of the enabled cloud controller. */
    public static void wireToController(Key port, String device, Blueprint blueprint, Draft draft) {
        String address = blueprint.state().configuration().controllerAddress().toString();
        wire(port, address, device, "cloud controller " + address, blueprint, draft);
    }
}
