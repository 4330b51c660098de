// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

import java.util.Optional;

/**
 * What is wrong with something, before it is known what to do about it.
 *
 * @param code as in {@link Finding}
 * @param message as in {@link Finding}
 */
record Problem(String code, String message) {
    static Optional<Problem> of(String code, String message) {
        return Optional.of(new Problem(code, message));
    }
}
