// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import java.util.Map;
import java.util.Set;
import org.vpcmido.model.vpc.CloudId;

/**
 * Numbers that MidoNet shows to be in use.
 *
 * @param found by whom
 * @param reserved further ones, of which it does not show by whom
 */
record Numbers(Map<CloudId, Integer> found, Set<Integer> reserved) {
    Numbers {
        found = Map.copyOf(found);
        reserved = Set.copyOf(reserved);
    }
}
