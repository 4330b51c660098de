// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;

/** A part of a topology that can be read by itself. */
public sealed interface Part permits Part.Item, Part.Contents {
    /**
     * One object, with what it tells of itself: a port its link and its binding, a group its addresses.
     *
     * @param kind one whose objects have ids
     * @param id its id
     */
    record Item(Kind kind, UUID id) implements Part {
        public Item {
            requireNonNull(id, "id");
            if (!kind.hasId()) {
                throw new IllegalArgumentException(kind + ": cannot be read by an id");
            }
        }

        /** Its observed key. */
        public Key key() {
            return Key.observed(kind, id);
        }
    }

    /**
     * All children of one kind that an object has: a chain's rules, a bridge's DHCP subnets with their hosts, a router's
     * ports with what each tells of itself.
     *
     * @param kind of the children
     * @param parentKind of the object
     * @param parent its id
     */
    record Contents(Kind kind, Kind parentKind, UUID parent) implements Part {
        public Contents {
            requireNonNull(kind, "kind");
            requireNonNull(parentKind, "parentKind");
            requireNonNull(parent, "parent");
        }

        /** The observed key of the object. */
        public Key parentKey() {
            return Key.observed(parentKind, parent);
        }
    }
}
