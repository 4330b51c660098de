// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

/**
 * Is told when the standing changes, on a thread of its own kind, in order, and some time after the fact: a reason to
 * look, never a permission. Only {@link CuratorLeadership#isHeld} permits a write.
 */
@FunctionalInterface
public interface LeadershipListener {
    void changed(LeaderStatus status);
}
