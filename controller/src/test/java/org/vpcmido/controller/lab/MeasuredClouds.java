// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.lab;

import org.vpcmido.model.vpc.VpcState;

/** The clouds of the benchmark, for measurements that are made elsewhere. */
public final class MeasuredClouds {
    private MeasuredClouds() {}

    /**
     * A cloud.
     *
     * @param size as it is called on the command line
     */
    public static VpcState of(String size) {
        return GrownCloud.of(CloudSize.named(size)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no cloud of size '" + size + "', but " + CloudSize.names())));
    }

    /** The same, after a security group has got one more rule. */
    public static VpcState withOneMoreRule(VpcState cloud) {
        return new BenchEvents(cloud).rule();
    }
}
