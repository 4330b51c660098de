// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.finding.Checked;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.finding.Hold;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.vpc.CloudId;
import org.vpcmido.model.vpc.Host;
import org.vpcmido.model.vpc.InstanceId;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkAcl;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.Subnet;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.Vpc;
import org.vpcmido.model.vpc.VpcId;
import org.vpcmido.model.vpc.VpcState;

/** What is to be built, with every number given out and every look-up prepared; immutable. */
public final class Blueprint {
    /** Locally administered, unicast: 02 and 40 bits of the port's name. */
    private static final long LOCAL_MAC = 0x0200_0000_0000L;

    private static final long LOCAL_MAC_BITS = 0xFF_FFFF_FFFFL;

    private final VpcState state;
    private final NavigableSet<Hold> holds;
    private final CompileContext context;
    private final IdRange.Allocation routerIds;
    private final IdRange.Allocation identityIds;
    private final List<Subnet> subnets;
    private final List<NatGateway> natGateways;
    private final List<NetworkInterface> interfaces;
    private final NavigableMap<VpcId, List<NetworkInterface>> interfacesByVpc;
    private final Map<InstanceId, List<Host>> placements;
    private final List<Cidr> publicBlocks;

    Blueprint(Checked cloud, CompileContext context) {
        this.state = cloud.state();
        this.holds = cloud.holds();
        this.context = requireNonNull(context, "context");
        Facts facts = context.facts();
        List<CloudId> routers = new ArrayList<>(state.vpcs().keySet());
        routers.addAll(state.natGateways().keySet());
        this.routerIds = IdRange.routers(settings()).allocate(routers, facts.routerIds(), facts.reservedRouterIds());
        this.subnets = state.subnets().values().stream()
                .filter(subnet -> isBuilt(subnet.vpcId()))
                .toList();
        this.natGateways = state.natGateways().values().stream()
                .filter(each -> isBuilt(each.id()) && hasSubnet(each.subnetId()))
                .toList();
        this.interfaces = state.interfaces().values().stream()
                .filter(each -> hasSubnet(each.subnetId()))
                .toList();
        this.interfacesByVpc = interfaces.stream()
                .collect(Collectors.groupingBy(NetworkInterface::vpcId, TreeMap::new, Collectors.toList()));
        NavigableSet<CloudId> names =
                interfaces.stream().map(NetworkInterface::nameInMidonet).collect(Collectors.toCollection(TreeSet::new));
        this.identityIds =
                IdRange.identities(settings()).allocate(names, facts.identityIds(), facts.reservedIdentityIds());
        this.placements = state.placements();
        this.publicBlocks = AddressBlocks.covering(state.configuration().publicAddresses());
    }

    public VpcState state() {
        return state;
    }

    public LayoutSettings settings() {
        return context.settings();
    }

    public Corrections corrections() {
        return context.corrections();
    }

    public ServerLimits limits() {
        return context.limits();
    }

    public Facts facts() {
        return context.facts();
    }

    /** What the cloud says nothing valid about. */
    public NavigableSet<Hold> holds() {
        return holds;
    }

    public boolean isHeld(String subject, Hold.Part part) {
        return holds.contains(new Hold(subject, part));
    }

    /** Whether a part of an interface is held, under its own id or its instance's. */
    public boolean isHeld(NetworkInterface subject, Hold.Part part) {
        return isHeld(subject.id().value(), part) || isHeld(subject.instanceId().value(), part);
    }

    /** The VPCs that there are routers for. */
    public Collection<Vpc> vpcs() {
        return state.vpcs().values().stream().filter(vpc -> isBuilt(vpc.id())).toList();
    }

    /** The subnets of those VPCs, by id. */
    public List<Subnet> subnets() {
        return subnets;
    }

    /** The NAT gateways in those subnets that there are routers for, by id. */
    public List<NatGateway> natGateways() {
        return natGateways;
    }

    /** The interfaces in those subnets, by id. */
    public List<NetworkInterface> interfaces() {
        return interfaces;
    }

    /** The interfaces of a VPC, by id. */
    public List<NetworkInterface> interfaces(VpcId vpc) {
        return interfacesByVpc.getOrDefault(vpc, List.of());
    }

    /** The network ACLs of those VPCs, by id. */
    public List<NetworkAcl> networkAcls() {
        return state.networkAcls().values().stream()
                .filter(each -> isBuilt(each.vpcId()))
                .toList();
    }

    /** One of {@link #subnets}. */
    public Subnet subnet(SubnetId id) {
        return requireNonNull(state.subnets().get(id));
    }

    /** One of {@link #vpcs}. */
    public Vpc vpc(VpcId id) {
        return requireNonNull(state.vpcs().get(id));
    }

    /** Whether a VPC has certainly no way to the outside. */
    public boolean isDetached(VpcId id) {
        return vpc(id).internetGateways().isEmpty() && !isHeld(id.value(), Hold.Part.INTERNET_GATEWAY);
    }

    /** The number of the router of a VPC or NAT gateway that is built. */
    public int routerId(CloudId id) {
        return requireNonNull(routerIds.numbers().get(id));
    }

    /** The address by which the metadata service knows an interface; empty if there is none left. */
    public Optional<Ipv4> identity(NetworkInterface of) {
        return Optional.ofNullable(identityIds.numbers().get(of.nameInMidonet()))
                .map(settings()::identity);
    }

    /** The public addresses that belong to the cloud, in use or not. */
    public List<Cidr> publicBlocks() {
        return publicBlocks;
    }

    /** MidoNet's host for a name or address that the cloud uses. */
    public Optional<Key> host(String name) {
        return Optional.ofNullable(facts().hosts().get(name));
    }

    /** The nodes that list an instance. */
    public List<Host> placement(InstanceId instance) {
        return placements.getOrDefault(instance, List.of());
    }

    /**
     * The Ethernet address of a router port: the one that it has, else one computed from its name. ARP entries hold it,
     * so it must be known before the port is.
     */
    public MacAddress portMac(Key port) {
        MacAddress found = facts().portMacs().get(port);
        if (found != null) {
            return found;
        }
        UUID hash = UUID.nameUUIDFromBytes(("mac of " + port).getBytes(StandardCharsets.UTF_8));
        return new MacAddress(LOCAL_MAC | (hash.getLeastSignificantBits() & LOCAL_MAC_BITS));
    }

    /** Which numbers were given out. */
    Desired.Numbers numbers() {
        return new Desired.Numbers(
                routerIds.numbers(),
                settings().metadataRouter() ? identityIds.numbers() : Collections.emptySortedMap());
    }

    /** What the numbers did not suffice for. */
    void report(Draft draft) {
        report(draft, routerIds, IdRange.routers(settings()), "not built, nor what is in it");
        if (settings().metadataRouter()) {
            report(draft, identityIds, IdRange.identities(settings()), "built without metadata service");
        }
    }

    private static void report(Draft draft, IdRange.Allocation allocation, IdRange range, String effect) {
        allocation
                .without()
                .forEach(id -> draft.report(Finding.error(
                        id.value(),
                        "ids-exhausted",
                        id.value() + ": no " + range.name() + " from " + range.first() + " to " + (range.limit() - 1)
                                + " is free, " + allocation.numbers().size() + " are given out",
                        effect)));
        allocation
                .renumbered()
                .forEach(id -> draft.report(Finding.warning(
                        id.value(),
                        "id-shared",
                        id.value() + ": its " + range.name() + " in MidoNet belongs to another one as well",
                        "given a new one")));
    }

    private boolean isBuilt(CloudId id) {
        return routerIds.numbers().containsKey(id);
    }

    /** Whether a subnet is one of {@link #subnets}. */
    boolean hasSubnet(SubnetId id) {
        Subnet subnet = state.subnets().get(id);
        return subnet != null && isBuilt(subnet.vpcId());
    }

    /** Whether a subnet is one of {@link #subnets}, and part of {@code vpc}. */
    boolean isIn(SubnetId id, VpcId vpc) {
        Subnet subnet = state.subnets().get(id);
        return subnet != null && subnet.vpcId().equals(vpc) && isBuilt(vpc);
    }
}
