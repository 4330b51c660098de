// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.finding;

/** Judges one concept of a cloud. */
interface ConceptCheck {
    /** Removes from {@code draft} what is inconsistent, with a finding and a hold for each root of trouble. */
    void check(Draft draft);
}
