// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import java.util.Optional;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.InternetGatewayId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;

/** What an internet gateway does: one public address for one private address, both ways, ports untouched. */
record ElasticIpTranslation(CloudIndex cloud) {
    /** Whether {@code gateway} is attached to {@code vpc}. */
    static Judgement isAttached(Vpc vpc, InternetGatewayId gateway) {
        return vpc.internetGateways().contains(gateway)
                ? Judgement.pass(gateway, "is attached to " + vpc.id())
                : Judgement.refuse(Reason.DETACHED_GATEWAY, gateway, "is not attached to " + vpc.id());
    }

    /** Whether anything from outside can get into {@code vpc}. */
    static Judgement hasGateway(Vpc vpc) {
        return vpc.internetGateways().isEmpty()
                ? Judgement.refuse(Reason.DETACHED_GATEWAY, vpc.id(), "has no internet gateway")
                : Judgement.pass(vpc.internetGateways().get(0), "is attached to " + vpc.id());
    }

    Judgement canLeave(VpcId vpc, Packet packet) {
        return publicAddress(vpc, packet)
                .map(address ->
                        Judgement.pass("the internet gateway", "source " + packet.source() + " becomes " + address))
                .orElseGet(() -> Judgement.refuse(
                        Reason.NO_PUBLIC_ADDRESS,
                        "the internet gateway",
                        packet.source() + " has no public address in " + vpc));
    }

    Packet leaving(VpcId vpc, Packet packet) {
        return packet.withSource(publicAddress(vpc, packet).orElseThrow());
    }

    static Packet entering(NetworkInterface owner, Packet packet) {
        return packet.withDestination(owner.privateAddress());
    }

    private Optional<Ipv4> publicAddress(VpcId vpc, Packet packet) {
        return cloud.interfaceAt(vpc, packet.source())
                .flatMap(NetworkInterface::publicAddress)
                .filter(address -> cloud.interfaceBehind(address).isPresent());
    }
}
