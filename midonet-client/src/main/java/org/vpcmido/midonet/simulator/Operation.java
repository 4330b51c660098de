// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** One verb of one URI. Refuses by throwing {@link Refusal}. */
@FunctionalInterface
interface Operation {
    Answer answer(Call call);
}
