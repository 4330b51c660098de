// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/** Where a route of a route table leads. */
public sealed interface RouteTarget {
    /** Whether there is something to send packets to. */
    default boolean leadsSomewhere() {
        return true;
    }

    /** The VPC itself. */
    record Local() implements RouteTarget {
        @Override
        public String toString() {
            return "local";
        }
    }

    /** The internet gateway attached to the VPC. */
    record ToInternetGateway(InternetGatewayId id) implements RouteTarget {
        @Override
        public String toString() {
            return id.value();
        }
    }

    /** A NAT gateway of the VPC. */
    record ToNatGateway(NatGatewayId id) implements RouteTarget {
        @Override
        public String toString() {
            return id.value();
        }
    }

    /**
     * Something that is not there: detached, deleted, or of a kind that the cloud does not have. The route is what
     * Amazon calls a blackhole.
     *
     * @param name what the document calls it
     */
    record Gone(String name) implements RouteTarget {
        @Override
        public boolean leadsSomewhere() {
            return false;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Something that cannot be read, or that is held: nobody knows where the route should lead.
     *
     * @param name what the document calls it
     */
    record Unresolvable(String name) implements RouteTarget {
        @Override
        public boolean leadsSomewhere() {
            return false;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** An interface of the VPC, which usually has its source/destination check switched off. */
    record ToInterface(NetworkInterfaceId id) implements RouteTarget {
        @Override
        public String toString() {
            return id.value();
        }
    }
}
