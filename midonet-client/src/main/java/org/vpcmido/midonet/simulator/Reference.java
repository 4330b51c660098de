// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/**
 * A property that names another resource, which MidoNet keeps symmetric (midonet-api.md 8).
 *
 * @param field the property that holds the other one's id
 * @param target the table of the other one, which must exist
 * @param onDelete what happens to the holder when the other one is deleted
 */
record Reference(String field, Table target, OnDelete onDelete) {
    /** What a delete does to those who refer to the deleted. */
    enum OnDelete {
        CASCADE,
        CLEAR
    }
}
