// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.NetworkInterfaceId;
import org.vpcmido.model.vpc.SecurityGroupId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** What a test says about one interface; the rest has defaults. */
public final class RawInterface {
    private final InstanceId instance;
    private VpcId vpc;
    private SubnetId subnet;
    private NetworkInterfaceId id;
    private Ipv4 address;
    private MacAddress mac;
    private int deviceIndex;
    private Optional<Ipv4> publicAddress = Optional.empty();
    private boolean sourceDestCheck = true;
    private List<SecurityGroupId> groups;
    private @Nullable String host;

    RawInterface(
            InstanceId instance,
            NetworkInterfaceId id,
            VpcId vpc,
            SubnetId subnet,
            Ipv4 address,
            SecurityGroupId group,
            String host) {
        this.instance = instance;
        this.id = id;
        this.vpc = vpc;
        this.subnet = subnet;
        this.address = address;
        this.mac = MacAddress.of("d0:0d" + id.value().substring(4, 12).replaceAll("(..)", ":$1"));
        this.groups = List.of(group);
        this.host = host;
    }

    public RawInterface id(String text) {
        id = new NetworkInterfaceId(text);
        mac = MacAddress.of("d0:0d" + text.substring(4, 12).replaceAll("(..)", ":$1"));
        return this;
    }

    public RawInterface address(String text) {
        address = Ipv4.of(text);
        return this;
    }

    public RawInterface mac(String text) {
        mac = MacAddress.of(text);
        return this;
    }

    /** 0, the default, for the primary interface. */
    public RawInterface device(int index) {
        deviceIndex = index;
        return this;
    }

    public RawInterface publicAddress(String text) {
        publicAddress = Optional.of(Ipv4.of(text));
        return this;
    }

    public RawInterface withoutSourceDestCheck() {
        sourceDestCheck = false;
        return this;
    }

    /** The groups around it, instead of its VPC's default group. */
    public RawInterface groups(String... ids) {
        groups = new ArrayList<>(Stream.of(ids).map(SecurityGroupId::new).toList());
        return this;
    }

    /** The host that its instance runs on, which is made if it is not there. */
    public RawInterface on(String name) {
        host = name;
        return this;
    }

    /** On no host. */
    public RawInterface unplaced() {
        host = null;
        return this;
    }

    /** A subnet other than the last one given. */
    public RawInterface in(String vpcId, String subnetId) {
        vpc = new VpcId(vpcId);
        subnet = new SubnetId(subnetId);
        return this;
    }

    Optional<String> host() {
        return Optional.ofNullable(host);
    }

    NetworkInterface build() {
        return new NetworkInterface(
                id, instance, deviceIndex, vpc, subnet, mac, address, publicAddress, sourceDestCheck, groups);
    }
}
