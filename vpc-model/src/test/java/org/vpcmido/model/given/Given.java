// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.given;

/**
 * The beginning of a test in which ids and contradictions matter; {@link GivenCloud} speaks in short names, and takes no
 * contradiction.
 *
 * <pre>{@code
 * VpcState state = Given.cloud()
 *     .vpc("vpc-00000001", "10.0.0.0/16").internetGateway()
 *     .subnet("subnet-00000001", "10.0.1.0/24")
 *     .instance("i-00000001", at -> at.address("10.0.1.10").publicAddress("203.0.113.10"))
 *     .state();
 * }</pre>
 */
public final class Given {
    private Given() {}

    /** A cloud with one static gateway, one zone with one host, and nothing else. */
    public static RawCloud cloud() {
        return new RawCloud();
    }
}
