// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static java.util.Objects.requireNonNull;

/**
 * One thing that judged or changed a packet on its way.
 *
 * @param subject its cloud id, or a plain name such as {@code the outside}
 * @param words what it did, in plain words
 */
public record Step(String subject, String words) {
    public Step {
        requireNonNull(subject, "subject");
        requireNonNull(words, "words");
    }

    @Override
    public String toString() {
        return subject + ": " + words;
    }
}
