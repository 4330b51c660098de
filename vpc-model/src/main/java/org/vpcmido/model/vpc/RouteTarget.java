// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.vpc;

/** Where a route of a route table leads. */
public sealed interface RouteTarget {
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
     * Something that is not there, or cannot be read.
     *
     * @param name what the document calls it
     */
    record Unresolvable(String name) implements RouteTarget {
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
