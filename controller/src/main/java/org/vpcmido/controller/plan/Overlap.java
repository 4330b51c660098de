// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.Term;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.PortRange;

/** What two matches have in common. Both answers are careful: what cannot be told from the terms alone is denied. */
final class Overlap {
    private Overlap() {}

    /** Whether surely no packet meets both. */
    static boolean isNone(Match one, Match other) {
        return !one.inverted()
                && !other.inverted()
                && (exclude(one.dlType(), other.dlType(), Integer::equals, Integer::equals)
                        || exclude(one.nwProto(), other.nwProto(), Integer::equals, Integer::equals)
                        || exclude(one.nwSrc(), other.nwSrc(), Cidr::contains, Cidr::overlaps)
                        || exclude(one.nwDst(), other.nwDst(), Cidr::contains, Cidr::overlaps)
                        || exclude(one.tpSrc(), other.tpSrc(), Overlap::contains, Overlap::meet)
                        || exclude(one.tpDst(), other.tpDst(), Overlap::contains, Overlap::meet));
    }

    private static <T> boolean exclude(
            Optional<Term<T>> one, Optional<Term<T>> other, BiPredicate<T, T> contains, BiPredicate<T, T> meets) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        Term<T> first = one.get();
        Term<T> second = other.get();
        if (first.inverted() && second.inverted()) {
            return false;
        } else if (first.inverted()) {
            return contains.test(first.value(), second.value());
        } else if (second.inverted()) {
            return contains.test(second.value(), first.value());
        }
        return !meets.test(first.value(), second.value());
    }

    /** Whether surely every packet that meets {@code narrow} meets {@code wide}, too. */
    static boolean covers(Match wide, Match narrow) {
        if (wide.inverted()) {
            return wide.equals(narrow); // The wider what is negated, the narrower what is left.
        }
        return rest(wide).equals(rest(narrow))
                && implied(wide.nwProto(), narrow.nwProto(), Integer::equals)
                && implied(wide.nwSrc(), narrow.nwSrc(), Cidr::contains)
                && implied(wide.nwDst(), narrow.nwDst(), Cidr::contains)
                && implied(wide.tpSrc(), narrow.tpSrc(), Overlap::contains)
                && implied(wide.tpDst(), narrow.tpDst(), Overlap::contains)
                && implied(wide.ipAddrGroupSrc(), narrow.ipAddrGroupSrc(), Object::equals)
                && implied(wide.ipAddrGroupDst(), narrow.ipAddrGroupDst(), Object::equals);
    }

    private static <T> boolean implied(Optional<Term<T>> wide, Optional<Term<T>> narrow, BiPredicate<T, T> contains) {
        return wide.isEmpty()
                || wide.equals(narrow)
                || (narrow.isPresent()
                        && !wide.get().inverted()
                        && !narrow.get().inverted()
                        && contains.test(wide.get().value(), narrow.get().value()));
    }

    private static boolean contains(PortRange one, PortRange other) {
        return one.contains(other.first()) && one.contains(other.last());
    }

    private static boolean meet(PortRange one, PortRange other) {
        return one.first() <= other.last() && other.first() <= one.last();
    }

    private static List<Object> rest(Match match) {
        return List.of(
                match.inverted(),
                match.forwardFlow(),
                match.returnFlow(),
                match.noVlan(),
                match.nwDstRewritten(),
                match.inPorts(),
                match.outPorts(),
                match.portGroup(),
                match.inPortGroup(),
                match.outPortGroup(),
                match.traversedDevice(),
                match.dlType(),
                match.dlSrc(),
                match.dlDst(),
                match.nwTos(),
                match.icmpDataSrc(),
                match.icmpDataDst(),
                match.vlan(),
                match.fragments());
    }
}
