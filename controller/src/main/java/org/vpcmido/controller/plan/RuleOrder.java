// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import java.util.List;
import org.vpcmido.midonet.resource.Key;

/**
 * The rules of one chain before and after a plan.
 *
 * @param present what stands in the chain now, by position
 * @param wanted what shall stand there, by position; those of {@code present} that are not named are deleted, or held
 *     where they are
 */
public record RuleOrder(List<Key> present, List<Key> wanted) {
    public RuleOrder {
        present = List.copyOf(present);
        wanted = List.copyOf(wanted);
    }
}
