// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import org.vpcmido.model.vpc.RouteTable;

/** Route tables: in a VPC. Their routes are judged later, when it is known which targets there are. */
final class RouteTableCheck implements ConceptCheck {
    @Override
    public void check(Draft draft) {
        for (RouteTable table : draft.read.routeTables().values()) {
            if (Containment.isMissing(draft, table.vpcId(), table.id())) {
                draft.routeTables.remove(table.id());
            }
        }
    }
}
