// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.NetworkInterfaceId;

/**
 * Public addresses: on one interface or NAT gateway each, and not on the uplink; one that nothing leads to is a
 * warning, as it is the cloud that decides. Of several claimants nobody can tell
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
            } else {
                outside(draft.read.configuration(), address)
                        .ifPresent(what -> draft.report(warning(claimants.get(0), address, what)));
            }
        });
    }

    /** What an address is outside of; where no range or block is stated, none is missed. */
    private static Optional<String> outside(CloudConfiguration configuration, Ipv4 address) {
        boolean isInPool = configuration.publicAddresses().stream().anyMatch(range -> range.contains(address));
        if (!isInPool && !configuration.publicAddresses().isEmpty()) {
            return Optional.of("the cloud's public addresses");
        }
        // MidoNet announces the union through every gateway; where one is static, somebody outside knows the way.
        boolean isLedTo = configuration.gateways().stream()
                .anyMatch(gateway -> gateway.bgp().isEmpty()
                        || gateway.bgp().get().announced().stream().anyMatch(block -> block.contains(address)));
        return isLedTo || configuration.gateways().isEmpty()
                ? Optional.empty()
                : Optional.of("what the gateways announce");
    }

    private static Finding warning(CloudId claimant, Ipv4 address, String what) {
        return Finding.warning(
                claimant.value(),
                "public-address-outside",
                claimant + ": public address " + address + " is outside of " + what,
                "wired all the same");
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
