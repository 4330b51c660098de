// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.List;
import java.util.Optional;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.vpc.Vpc;

/** VPCs: an address space that may be used, an option set that exists, one internet gateway. */
final class VpcCheck implements ConceptCheck {
    /** What the cloud refuses as well (gni.md 7.4); 255/8 holds the limited broadcast address. */
    private static final List<Cidr> RESERVED = List.of(
            Cidr.of("0.0.0.0/8"),
            Cidr.of("127.0.0.0/8"),
            Cidr.of("169.254.0.0/16"),
            Cidr.of("224.0.0.0/4"),
            Cidr.of("255.0.0.0/8"));

    @Override
    public void check(Draft draft) {
        for (Vpc vpc : draft.read.vpcs().values()) {
            Optional<Cidr> reserved =
                    RESERVED.stream().filter(vpc.cidr()::overlaps).findFirst();
            if (reserved.isPresent()) {
                draft.vpcs.remove(vpc.id());
                draft.quarantine(
                        vpc.id(),
                        "reserved-range",
                        vpc.id() + ": " + vpc.cidr() + " overlaps " + reserved.get() + ", which is reserved",
                        "VPC held");
                continue;
            }
            checkOptions(draft, vpc);
            checkInternetGateways(draft, vpc);
        }
    }

    private static void checkOptions(Draft draft, Vpc vpc) {
        vpc.dhcpOptionSet()
                .filter(set -> !draft.read.dhcpOptionSets().containsKey(set))
                .ifPresent(set -> {
                    if (draft.isHeld(set)) {
                        draft.holdWith(set, vpc.id(), Hold.Part.DHCP_OPTIONS);
                    } else {
                        draft.reportDangling(vpc.id(), "DHCP option set", set, "DHCP options of the VPC held");
                        draft.hold(vpc.id(), Hold.Part.DHCP_OPTIONS);
                    }
                    draft.vpcs.put(vpc.id(), new Vpc(vpc.id(), vpc.cidr(), Optional.empty(), vpc.internetGateways()));
                });
    }

    private static void checkInternetGateways(Draft draft, Vpc vpc) {
        if (vpc.internetGateways().size() > 1) {
            draft.report(Finding.warning(
                    vpc.id().value(),
                    "several-internet-gateways",
                    vpc.id() + ": " + vpc.internetGateways().size() + " internet gateways are attached, 1 is the limit",
                    "all are used"));
        }
    }
}
