// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.vpcmido.cloud.source.CloudSnapshot;
import org.vpcmido.model.net.Ipv4;

/**
 * Whether a document is the word of this machine's cloud controller. After a fail-over the file on the former controller
 * is stale: only the machine that owns the address of the enabled one is to act (gni.md 5). eucanetd looks once, at its
 * start (eucanetd-vpcmido.md 1.1), so that two of them can run; we look again and again.
 */
public final class ControllerHost {
    private ControllerHost() {}

    /** Why nothing is to be written for a document here; empty if it is. */
    public static Optional<String> objection(CloudSnapshot cloud) {
        Ipv4 controller = cloud.checked().state().configuration().controllerAddress();
        return isLocal(controller)
                ? Optional.empty()
                : Optional.of("the document names " + controller
                        + " as the enabled cloud controller, which is no address of this machine; nothing is written"
                        + " here (cloud.only-on-controller)");
    }

    private static boolean isLocal(Ipv4 address) {
        try {
            InetAddress own = InetAddress.getByName(address.toString()); // A literal: no name is looked up.
            return own.isLoopbackAddress() || NetworkInterface.getByInetAddress(own) != null;
        } catch (SocketException | UnknownHostException impossible) {
            throw new UncheckedIOException("the addresses of this machine cannot be read", impossible);
        }
    }
}
