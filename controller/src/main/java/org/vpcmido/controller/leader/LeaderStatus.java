// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What an instance knows about leadership.
 *
 * @param standing what it is itself
 * @param self its own name
 * @param leader the name of the instance that is first in line, as far as was last seen
 */
public record LeaderStatus(Standing standing, String self, Optional<String> leader) {
    public LeaderStatus {
        requireNonNull(standing, "standing");
        requireNonNull(self, "self");
        requireNonNull(leader, "leader");
    }
}
