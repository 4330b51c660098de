// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something of ours that others changed in MidoNet.
 *
 * @param key what it is
 * @param remedy what undoes it: create, update or delete
 * @param because what the plan says about it
 * @param foundAt when it was found
 */
public record Drift(String key, String remedy, String because, Instant foundAt) {
    public Drift {
        requireNonNull(key, "key");
        requireNonNull(remedy, "remedy");
        requireNonNull(because, "because");
        requireNonNull(foundAt, "foundAt");
    }
}
