// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.vpcmido.model.vpc.VpcState;

/**
 * A state in which every reference leads somewhere and nothing contradicts itself, and what had to be left out of it.
 *
 * @param state what can be built
 * @param findings what was wrong, in the order found
 * @param holds what is neither built nor removed until its wish can be read
 */
public record Checked(VpcState state, List<Finding> findings, NavigableSet<Hold> holds) {
    public Checked {
        requireNonNull(state, "state");
        findings = List.copyOf(findings);
        holds = Collections.unmodifiableNavigableSet(new TreeSet<>(holds));
    }

    public Checked(VpcState state, List<Finding> findings, Set<Hold> holds) {
        this(state, findings, new TreeSet<>(holds));
    }
}
