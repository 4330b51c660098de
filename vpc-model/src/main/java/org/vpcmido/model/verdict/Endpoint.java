// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

import org.vpcmido.model.vpc.NetworkInterfaceId;

/** Where a packet starts or ends. */
public sealed interface Endpoint {
    /**
     * An interface of an instance.
     *
     * @param id its cloud identifier
     */
    record AtInterface(NetworkInterfaceId id) implements Endpoint {
        public AtInterface {
            requireNonNull(id, "id");
        }

        @Override
        public String toString() {
            return id.value();
        }
    }

    /** Whatever lies beyond the cloud's uplinks. */
    record Outside() implements Endpoint {
        @Override
        public String toString() {
            return "the outside";
        }
    }

    /**
     * Something that the cloud itself offers at each subnet.
     *
     * @param service which one
     */
    record AtService(Service service) implements Endpoint {
        public AtService {
            requireNonNull(service, "service");
        }

        @Override
        public String toString() {
            return service.toString();
        }
    }
}
