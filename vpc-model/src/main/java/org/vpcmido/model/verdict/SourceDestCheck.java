// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import org.vpcmido.model.vpc.NetworkInterface;

/** An interface sends from, and receives for, its own address only, unless the check is switched off. */
final class SourceDestCheck {
    private SourceDestCheck() {}

    static Judgement onSending(NetworkInterface sender, Packet packet) {
        if (packet.source().equals(sender.privateAddress())) {
            return Judgement.pass(sender.id(), "sends from its own address " + packet.source());
        }
        return sender.sourceDestCheck()
                ? Judgement.refuse(Reason.SOURCE_CHECK, sender.id(), packet.source() + " is not its own address")
                : Judgement.pass(sender.id(), "may send from " + packet.source() + ", its source check is off");
    }

    static Judgement onReceiving(NetworkInterface receiver, Packet packet) {
        if (packet.destination().equals(receiver.privateAddress())) {
            return Judgement.pass(receiver.id(), "has the address " + packet.destination());
        }
        return receiver.sourceDestCheck()
                ? Judgement.refuse(
                        Reason.DESTINATION_CHECK, receiver.id(), packet.destination() + " is not its own address")
                : Judgement.pass(
                        receiver.id(), "may receive for " + packet.destination() + ", its destination check is off");
    }
}
