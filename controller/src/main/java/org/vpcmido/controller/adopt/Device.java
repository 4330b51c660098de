// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.adopt;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import org.vpcmido.controller.compile.Keys;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.model.vpc.NatGatewayId;
import org.vpcmido.model.vpc.SubnetId;
import org.vpcmido.model.vpc.VpcId;

/** A router or bridge of our layout, as its name tells. */
sealed interface Device {
    /** Its logical name. */
    Key key();

    /** The number in its name, for a router that has one. */
    default OptionalInt number() {
        return OptionalInt.empty();
    }

    /** The devices that a cloud has once. */
    enum Core implements Device {
        EDGE_ROUTER,
        EDGE_BRIDGE,
        METADATA_ROUTER,
        METADATA_BRIDGE;

        @Override
        public Key key() {
            return switch (this) {
                case EDGE_ROUTER -> Keys.EDGE_ROUTER;
                case EDGE_BRIDGE -> Keys.EDGE_BRIDGE;
                case METADATA_ROUTER -> Keys.METADATA_ROUTER;
                case METADATA_BRIDGE -> Keys.METADATA_BRIDGE;
            };
        }
    }

    /**
     * Router {@code vr_V_r}.
     *
     * @param number its router id; empty if the name does not tell
     */
    record VpcRouter(VpcId vpc, OptionalInt number) implements Device {
        public VpcRouter {
            requireNonNull(vpc, "vpc");
            requireNonNull(number, "number");
        }

        @Override
        public Key key() {
            return Keys.vpcRouter(vpc);
        }
    }

    /** Bridge {@code vb_V_S}. */
    record SubnetBridge(VpcId vpc, SubnetId subnet) implements Device {
        public SubnetBridge {
            requireNonNull(vpc, "vpc");
            requireNonNull(subnet, "subnet");
        }

        @Override
        public Key key() {
            return Keys.subnetBridge(subnet);
        }
    }

    /**
     * Router {@code natr_G_S_r}.
     *
     * @param number its router id; empty if the name does not tell
     */
    record NatRouter(NatGatewayId natGateway, SubnetId subnet, OptionalInt number) implements Device {
        public NatRouter {
            requireNonNull(natGateway, "natGateway");
            requireNonNull(subnet, "subnet");
            requireNonNull(number, "number");
        }

        @Override
        public Key key() {
            return Keys.natGatewayRouter(natGateway);
        }
    }
}
