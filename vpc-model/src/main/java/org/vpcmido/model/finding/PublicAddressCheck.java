// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterfaceId;

/**
 * Public addresses: on one interface or NAT gateway each, and not on the uplink. Of several claimants nobody can tell
 * which is right, so none gets it and who has it in MidoNet keeps it.
 */
final class PublicAddressCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        Map<Ipv4, List<CloudId>> claims = new TreeMap<>();
        draft.natGateways
                .values()
                .forEach(each -> each.publicAddress().ifPresent(address -> claim(claims, address, each.id())));
        draft.interfaces
                .values()
                .forEach(each -> each.publicAddress().ifPresent(address -> claim(claims, address, each.id())));
        Map<Ipv4, String> uplinks = uplinks(draft);
        claims.forEach((address, claimants) -> {
            if (uplinks.containsKey(address)) {
                claimants.forEach(claimant -> refuse(draft, claimant, address, uplinks.get(address)));
            } else if (claimants.size() > 1) {
                claimants.forEach(claimant -> refuse(draft, claimant, address, others(claimants, claimant)));
            }
        });
    }

    private static void claim(Map<Ipv4, List<CloudId>> claims, Ipv4 address, CloudId claimant) {
        claims.computeIfAbsent(address, none -> new ArrayList<>()).add(claimant);
    }

    private static Map<Ipv4, String> uplinks(Draft draft) {
        Map<Ipv4, String> uplinks = new TreeMap<>();
        draft.read.configuration().gateways().forEach(gateway -> {
            uplinks.put(gateway.address(), "gateway " + gateway.name());
            uplinks.put(gateway.nextHop(), "the router behind gateway " + gateway.name());
        });
        return uplinks;
    }

    private static String others(List<CloudId> claimants, CloudId claimant) {
        return claimants.stream()
                .filter(other -> !other.equals(claimant))
                .limit(3)
                .map(CloudId::value)
                .collect(Collectors.joining(", "));
    }

    private static void refuse(Draft draft, CloudId claimant, Ipv4 address, String holder) {
        draft.report(Finding.error(
                claimant.value(),
                "duplicate-public-address",
                claimant + ": public address " + address + " is also given to " + holder,
                "public address held"));
        draft.hold(claimant, Hold.Part.PUBLIC_ADDRESS);
        if (claimant instanceof NetworkInterfaceId id) {
            draft.interfaces.computeIfPresent(id, (same, each) -> each.withPublicAddress(Optional.empty()));
        } else if (claimant instanceof NatGatewayId id) {
            draft.natGateways.computeIfPresent(id, (same, each) -> each.withPublicAddress(Optional.empty()));
        }
    }
}
