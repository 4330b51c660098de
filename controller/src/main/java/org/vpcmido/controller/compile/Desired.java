// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.finding.Finding;
import org.vpcmido.model.vpc.CloudId;

/**
 * What MidoNet should have.
 *
 * @param topology the resources that are asked for
 * @param strata where each rule may stand in its chain; a rule that is not named here stands where its position says
 * @param holds what may not be touched although it is not asked for
 * @param causes in words, why a resource is asked for; by its key, or by a key that it lies below
 * @param findings what could not be built as asked
 * @param numbers which numbers were given out
 */
public record Desired(
        Topology topology,
        Map<Key, Stratum> strata,
        Holds holds,
        Map<Key, String> causes,
        List<Finding> findings,
        Numbers numbers) {
    public Desired {
        requireNonNull(topology, "topology");
        requireNonNull(holds, "holds");
        strata = Map.copyOf(strata);
        causes = Map.copyOf(causes);
        findings = List.copyOf(findings);
        requireNonNull(numbers, "numbers");
    }

    /** Without numbers. */
    public Desired(
            Topology topology, Map<Key, Stratum> strata, Holds holds, Map<Key, String> causes, List<Finding> findings) {
        this(topology, strata, holds, causes, findings, Numbers.NONE);
    }

    /**
     * Who has which number.
     *
     * @param routers of the routers of VPCs and NAT gateways
     * @param identities of the metadata identities of interfaces, by their names in MidoNet
     */
    public record Numbers(SortedMap<CloudId, Integer> routers, SortedMap<CloudId, Integer> identities) {
        public static final Numbers NONE = new Numbers(new TreeMap<>(), new TreeMap<>());

        public Numbers {
            routers = Collections.unmodifiableSortedMap(new TreeMap<>(routers));
            identities = Collections.unmodifiableSortedMap(new TreeMap<>(identities));
        }
    }
}
