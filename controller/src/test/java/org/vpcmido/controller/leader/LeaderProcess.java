// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.leader;

import java.util.concurrent.TimeUnit;

/** A process that stands for election, and says in each line whether it leads, and at what time of the wall it knew. */
public final class LeaderProcess {
    private static final int ASK_MILLIS = 10;

    private LeaderProcess() {}

    /** Arguments: where ZooKeeper is, and a name. */
    public static void main(String[] arguments) throws InterruptedException {
        CuratorLeadership leadership = CuratorLeadership.join(new LeaderConfig(
                arguments[0], LeaderConfig.ROOT_DEFAULT, arguments[1], Contender.SESSION, Contender.REQUEST));
        while (!Thread.interrupted()) {
            boolean held = leadership.isHeld();
            System.out.println((held ? "held " : "free ") + System.currentTimeMillis());
            TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        }
    }
}
