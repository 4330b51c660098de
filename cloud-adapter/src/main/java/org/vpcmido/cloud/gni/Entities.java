// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.vpc.CloudConfiguration;
import org.vpcmido.model.vpc.DhcpOptionSet;
import org.vpcmido.model.vpc.DhcpOptionSetId;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InternetGatewayId;
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
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** What has been read of a document so far. */
final class Entities {
    final NavigableMap<String, Host> hosts = new TreeMap<>();
    final NavigableMap<VpcId, Vpc> vpcs = new TreeMap<>();
    final NavigableMap<SubnetId, Subnet> subnets = new TreeMap<>();
    final NavigableMap<RouteTableId, RouteTable> routeTables = new TreeMap<>();
    final NavigableMap<NetworkAclId, NetworkAcl> networkAcls = new TreeMap<>();
    final NavigableMap<NatGatewayId, NatGateway> natGateways = new TreeMap<>();
    final NavigableMap<NetworkInterfaceId, NetworkInterface> interfaces = new TreeMap<>();
    final NavigableMap<SecurityGroupId, SecurityGroup> securityGroups = new TreeMap<>();
    final NavigableMap<DhcpOptionSetId, DhcpOptionSet> dhcpOptionSets = new TreeMap<>();
    final Set<InternetGatewayId> internetGateways = new TreeSet<>();

    VpcState state(CloudConfiguration configuration) {
        return new VpcState(
                configuration,
                hosts,
                vpcs,
                subnets,
                routeTables,
                networkAcls,
                natGateways,
                interfaces,
                securityGroups,
                dhcpOptionSets);
    }

    /** Holds the internet gateways of VPCs that the document does not list; only a GNI lists them apart. */
    void detachUnlistedInternetGateways(Reading reading) {
        vpcs.replaceAll((id, vpc) -> {
            List<InternetGatewayId> listed = new ArrayList<>();
            for (InternetGatewayId gateway : vpc.internetGateways()) {
                if (internetGateways.contains(gateway)) {
                    listed.add(gateway);
                } else {
                    Finding finding = Finding.error(
                            id.value(),
                            "dangling-reference",
                            id + ": internet gateway " + gateway + " is not in the document",
                            "attachment and routes to it held");
                    reading.hold(id, Hold.Part.INTERNET_GATEWAY);
                    reading.hold(gateway, Hold.Part.ALL);
                    reading.position(id.value())
                            .ifPresentOrElse(place -> reading.report(finding, place), () -> reading.report(finding));
                }
            }
            return new Vpc(id, vpc.cidr(), vpc.dhcpOptionSet(), listed);
        });
    }

    /** Holds what DHCP says everywhere, as what it says by default is not known. */
    void holdDhcpOptions(Reading reading) {
        vpcs.keySet().forEach(id -> reading.hold(id, Hold.Part.DHCP_OPTIONS));
    }
}
