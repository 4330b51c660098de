// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.MacAddress;
import org.vpcmido.model.net.PortRange;

/**
 * The condition of a rule: all terms that are present must hold (midonet-api.md 10.17.2). MidoNet does not check that
 * the ports, port groups and devices named here exist, and names nothing itself when they go; a missing address group
 * makes the chain unloadable.
 *
 * @param inverted whether the whole conjunction is negated ({@code condInvert})
 * @param forwardFlow packet belongs to the direction that opened the flow
 * @param returnFlow packet belongs to the direction that answers
 * @param noVlan frame is untagged
 * @param nwDstRewritten destination address was rewritten by the device at hand (5.4 and later)
 * @param inPorts ingress port of the device at hand is one of these
 * @param outPorts egress port of the device at hand is one of these
 * @param portGroup the port where the packet entered the overlay is in the group
 * @param inPortGroup ingress port of the device at hand is in the group (5.2 and later)
 * @param outPortGroup egress port of the device at hand is in the group (5.2 and later)
 * @param ipAddrGroupSrc source address is in the group
 * @param ipAddrGroupDst destination address is in the group
 * @param traversedDevice the packet has passed that device
 * @param dlType EtherType: 2048 IPv4, 2054 ARP, 34525 IPv6
 * @param dlSrc source Ethernet address
 * @param dlDst destination Ethernet address
 * @param nwTos type of service
 * @param nwProto IP protocol; for ARP frames the operation, 1 request, 2 reply
 * @param nwSrc source address; for ARP frames the sender's
 * @param nwDst destination address; for ARP frames the target's
 * @param tpSrc source port; for ICMP the type
 * @param tpDst destination port; for ICMP the code
 * @param icmpDataSrc source address of the packet quoted in an ICMP error
 * @param icmpDataDst destination address of the packet quoted in an ICMP error
 * @param vlan outermost VLAN id, 0 for any
 * @param fragments which fragments; empty in a match that has yet to get the default of its rule
 */
public record Match(
        boolean inverted,
        boolean forwardFlow,
        boolean returnFlow,
        boolean noVlan,
        boolean nwDstRewritten,
        Optional<Term<NavigableSet<Key>>> inPorts,
        Optional<Term<NavigableSet<Key>>> outPorts,
        Optional<Term<Key>> portGroup,
        Optional<Term<Key>> inPortGroup,
        Optional<Term<Key>> outPortGroup,
        Optional<Term<Key>> ipAddrGroupSrc,
        Optional<Term<Key>> ipAddrGroupDst,
        Optional<Term<Key>> traversedDevice,
        Optional<Term<Integer>> dlType,
        Optional<Term<MaskedMac>> dlSrc,
        Optional<Term<MaskedMac>> dlDst,
        Optional<Term<Integer>> nwTos,
        Optional<Term<Integer>> nwProto,
        Optional<Term<Cidr>> nwSrc,
        Optional<Term<Cidr>> nwDst,
        Optional<Term<PortRange>> tpSrc,
        Optional<Term<PortRange>> tpDst,
        Optional<Term<Cidr>> icmpDataSrc,
        Optional<Term<Cidr>> icmpDataDst,
        int vlan,
        Optional<FragmentPolicy> fragments) {
    /** What the last term of the text begins with, if there is a policy. */
    static final String FRAGMENTS = "fragments=";

    public Match {
        inPorts = inPorts.map(term -> term.map(Match::copy));
        outPorts = outPorts.map(term -> term.map(Match::copy));
        requireNonNull(portGroup, "portGroup");
        requireNonNull(inPortGroup, "inPortGroup");
        requireNonNull(outPortGroup, "outPortGroup");
        requireNonNull(ipAddrGroupSrc, "ipAddrGroupSrc");
        requireNonNull(ipAddrGroupDst, "ipAddrGroupDst");
        requireNonNull(traversedDevice, "traversedDevice");
        requireNonNull(dlType, "dlType");
        requireNonNull(dlSrc, "dlSrc");
        requireNonNull(dlDst, "dlDst");
        requireNonNull(nwTos, "nwTos");
        requireNonNull(nwProto, "nwProto");
        requireNonNull(nwSrc, "nwSrc");
        requireNonNull(nwDst, "nwDst");
        requireNonNull(tpSrc, "tpSrc");
        requireNonNull(tpDst, "tpDst");
        requireNonNull(icmpDataSrc, "icmpDataSrc");
        requireNonNull(icmpDataDst, "icmpDataDst");
        requireNonNull(fragments, "fragments");
    }

    /** Starts a match without terms, which matches every packet. */
    public static Builder where() {
        return new Builder();
    }

    /** The address groups without which the rule would be unloadable. */
    public Stream<Key> addressGroups() {
        return Stream.concat(ipAddrGroupSrc.stream(), ipAddrGroupDst.stream()).map(Term::value);
    }

    /** Whether a term looks at ports, or at an ICMP type or code. */
    public boolean looksAtPorts() {
        return tpSrc.isPresent() || tpDst.isPresent();
    }

    Match rekey(UnaryOperator<Key> names) {
        return new Match(
                inverted,
                forwardFlow,
                returnFlow,
                noVlan,
                nwDstRewritten,
                inPorts.map(term -> term.map(ports -> sorted(ports.stream().map(names)))),
                outPorts.map(term -> term.map(ports -> sorted(ports.stream().map(names)))),
                portGroup.map(term -> term.map(names)),
                inPortGroup.map(term -> term.map(names)),
                outPortGroup.map(term -> term.map(names)),
                ipAddrGroupSrc.map(term -> term.map(names)),
                ipAddrGroupDst.map(term -> term.map(names)),
                traversedDevice.map(term -> term.map(names)),
                dlType,
                dlSrc,
                dlDst,
                nwTos,
                nwProto,
                nwSrc,
                nwDst,
                tpSrc,
                tpDst,
                icmpDataSrc,
                icmpDataDst,
                vlan,
                fragments);
    }

    Match withFragments(FragmentPolicy policy) {
        return new Match(
                inverted,
                forwardFlow,
                returnFlow,
                noVlan,
                nwDstRewritten,
                inPorts,
                outPorts,
                portGroup,
                inPortGroup,
                outPortGroup,
                ipAddrGroupSrc,
                ipAddrGroupDst,
                traversedDevice,
                dlType,
                dlSrc,
                dlDst,
                nwTos,
                nwProto,
                nwSrc,
                nwDst,
                tpSrc,
                tpDst,
                icmpDataSrc,
                icmpDataDst,
                vlan,
                Optional.of(policy));
    }

    /** The terms in the API's names, in a fixed order: {@code dlType=2048 nwSrc!=10.0.0.4/32}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, inverted, "condInvert");
        append(text, forwardFlow, "matchForwardFlow");
        append(text, returnFlow, "matchReturnFlow");
        append(text, noVlan, "noVlan");
        append(text, nwDstRewritten, "matchNwDstRewritten");
        append(text, "inPorts", inPorts);
        append(text, "outPorts", outPorts);
        append(text, "portGroup", portGroup);
        append(text, "inPortGroup", inPortGroup);
        append(text, "outPortGroup", outPortGroup);
        append(text, "ipAddrGroupSrc", ipAddrGroupSrc);
        append(text, "ipAddrGroupDst", ipAddrGroupDst);
        append(text, "traversedDevice", traversedDevice);
        append(text, "dlType", dlType);
        append(text, "dlSrc", dlSrc);
        append(text, "dlDst", dlDst);
        append(text, "nwTos", nwTos);
        append(text, "nwProto", nwProto);
        append(text, "nwSrc", nwSrc);
        append(text, "nwDst", nwDst);
        append(text, "tpSrc", tpSrc);
        append(text, "tpDst", tpDst);
        append(text, "icmpDataSrc", icmpDataSrc);
        append(text, "icmpDataDst", icmpDataDst);
        append(text, vlan != 0, "vlan=" + vlan);
        fragments.ifPresent(policy -> append(text, true, FRAGMENTS + policy.jsonName()));
        return text.toString();
    }

    private static void append(StringBuilder text, boolean present, String word) {
        if (present) {
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
    }

    private static <T> void append(StringBuilder text, String name, Optional<Term<T>> term) {
        term.ifPresent(value -> append(text, true, name + value));
    }

    private static NavigableSet<Key> copy(NavigableSet<Key> keys) {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(keys));
    }

    private static NavigableSet<Key> sorted(Stream<Key> keys) {
        return keys.collect(Collectors.toCollection(TreeSet::new));
    }

    /** Collects the terms of a match; what is not set is not asked. */
    public static final class Builder {
        private boolean inverted;
        private boolean forwardFlow;
        private boolean returnFlow;
        private boolean noVlan;
        private boolean nwDstRewritten;
        private @Nullable Term<NavigableSet<Key>> inPorts;
        private @Nullable Term<NavigableSet<Key>> outPorts;
        private @Nullable Term<Key> portGroup;
        private @Nullable Term<Key> inPortGroup;
        private @Nullable Term<Key> outPortGroup;
        private @Nullable Term<Key> ipAddrGroupSrc;
        private @Nullable Term<Key> ipAddrGroupDst;
        private @Nullable Term<Key> traversedDevice;
        private @Nullable Term<Integer> dlType;
        private @Nullable Term<MaskedMac> dlSrc;
        private @Nullable Term<MaskedMac> dlDst;
        private @Nullable Term<Integer> nwTos;
        private @Nullable Term<Integer> nwProto;
        private @Nullable Term<Cidr> nwSrc;
        private @Nullable Term<Cidr> nwDst;
        private @Nullable Term<PortRange> tpSrc;
        private @Nullable Term<PortRange> tpDst;
        private @Nullable Term<Cidr> icmpDataSrc;
        private @Nullable Term<Cidr> icmpDataDst;
        private int vlan;
        private @Nullable FragmentPolicy fragments;

        private Builder() {}

        public Builder inverted() {
            inverted = true;
            return this;
        }

        public Builder forwardFlow() {
            forwardFlow = true;
            return this;
        }

        public Builder returnFlow() {
            returnFlow = true;
            return this;
        }

        public Builder noVlan() {
            noVlan = true;
            return this;
        }

        public Builder nwDstRewritten() {
            nwDstRewritten = true;
            return this;
        }

        public Builder inPorts(Term<NavigableSet<Key>> term) {
            inPorts = term;
            return this;
        }

        public Builder inPorts(Key... ports) {
            return inPorts(Term.is(sorted(Stream.of(ports))));
        }

        public Builder outPorts(Term<NavigableSet<Key>> term) {
            outPorts = term;
            return this;
        }

        public Builder outPorts(Key... ports) {
            return outPorts(Term.is(sorted(Stream.of(ports))));
        }

        public Builder portGroup(Term<Key> term) {
            portGroup = term;
            return this;
        }

        public Builder portGroup(Key value) {
            return portGroup(Term.is(value));
        }

        public Builder inPortGroup(Term<Key> term) {
            inPortGroup = term;
            return this;
        }

        public Builder inPortGroup(Key value) {
            return inPortGroup(Term.is(value));
        }

        public Builder outPortGroup(Term<Key> term) {
            outPortGroup = term;
            return this;
        }

        public Builder outPortGroup(Key value) {
            return outPortGroup(Term.is(value));
        }

        public Builder ipAddrGroupSrc(Term<Key> term) {
            ipAddrGroupSrc = term;
            return this;
        }

        public Builder ipAddrGroupSrc(Key value) {
            return ipAddrGroupSrc(Term.is(value));
        }

        public Builder ipAddrGroupDst(Term<Key> term) {
            ipAddrGroupDst = term;
            return this;
        }

        public Builder ipAddrGroupDst(Key value) {
            return ipAddrGroupDst(Term.is(value));
        }

        public Builder traversedDevice(Term<Key> term) {
            traversedDevice = term;
            return this;
        }

        public Builder traversedDevice(Key value) {
            return traversedDevice(Term.is(value));
        }

        public Builder dlType(Term<Integer> term) {
            dlType = term;
            return this;
        }

        public Builder dlType(int value) {
            return dlType(Term.is(value));
        }

        public Builder dlSrc(Term<MaskedMac> term) {
            dlSrc = term;
            return this;
        }

        public Builder dlSrc(MacAddress mac) {
            return dlSrc(Term.is(MaskedMac.exactly(mac)));
        }

        public Builder dlDst(Term<MaskedMac> term) {
            dlDst = term;
            return this;
        }

        public Builder dlDst(MacAddress mac) {
            return dlDst(Term.is(MaskedMac.exactly(mac)));
        }

        public Builder nwTos(Term<Integer> term) {
            nwTos = term;
            return this;
        }

        public Builder nwTos(int value) {
            return nwTos(Term.is(value));
        }

        public Builder nwProto(Term<Integer> term) {
            nwProto = term;
            return this;
        }

        public Builder nwProto(int value) {
            return nwProto(Term.is(value));
        }

        public Builder nwSrc(Term<Cidr> term) {
            nwSrc = term;
            return this;
        }

        public Builder nwSrc(Cidr value) {
            return nwSrc(Term.is(value));
        }

        public Builder nwDst(Term<Cidr> term) {
            nwDst = term;
            return this;
        }

        public Builder nwDst(Cidr value) {
            return nwDst(Term.is(value));
        }

        public Builder tpSrc(Term<PortRange> term) {
            tpSrc = term;
            return this;
        }

        public Builder tpSrc(PortRange value) {
            return tpSrc(Term.is(value));
        }

        public Builder tpDst(Term<PortRange> term) {
            tpDst = term;
            return this;
        }

        public Builder tpDst(PortRange value) {
            return tpDst(Term.is(value));
        }

        public Builder icmpDataSrc(Term<Cidr> term) {
            icmpDataSrc = term;
            return this;
        }

        public Builder icmpDataSrc(Cidr value) {
            return icmpDataSrc(Term.is(value));
        }

        public Builder icmpDataDst(Term<Cidr> term) {
            icmpDataDst = term;
            return this;
        }

        public Builder icmpDataDst(Cidr value) {
            return icmpDataDst(Term.is(value));
        }

        public Builder vlan(int id) {
            vlan = id;
            return this;
        }

        public Builder fragments(FragmentPolicy policy) {
            fragments = policy;
            return this;
        }

        public Match build() {
            return new Match(
                    inverted,
                    forwardFlow,
                    returnFlow,
                    noVlan,
                    nwDstRewritten,
                    Optional.ofNullable(inPorts),
                    Optional.ofNullable(outPorts),
                    Optional.ofNullable(portGroup),
                    Optional.ofNullable(inPortGroup),
                    Optional.ofNullable(outPortGroup),
                    Optional.ofNullable(ipAddrGroupSrc),
                    Optional.ofNullable(ipAddrGroupDst),
                    Optional.ofNullable(traversedDevice),
                    Optional.ofNullable(dlType),
                    Optional.ofNullable(dlSrc),
                    Optional.ofNullable(dlDst),
                    Optional.ofNullable(nwTos),
                    Optional.ofNullable(nwProto),
                    Optional.ofNullable(nwSrc),
                    Optional.ofNullable(nwDst),
                    Optional.ofNullable(tpSrc),
                    Optional.ofNullable(tpDst),
                    Optional.ofNullable(icmpDataSrc),
                    Optional.ofNullable(icmpDataDst),
                    vlan,
                    Optional.ofNullable(fragments));
        }
    }
}
