// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import static java.util.Objects.requireNonNull;

/**
 * What the desired topology depends on besides the cloud.
 *
 * @param facts what MidoNet has already
 * @param settings how the layout is dimensioned
 * @param corrections where it departs from eucanetd's
 * @param limits what the server can store
 */
public record CompileContext(Facts facts, LayoutSettings settings, Corrections corrections, ServerLimits limits) {
    public CompileContext {
        requireNonNull(facts, "facts");
        requireNonNull(settings, "settings");
        requireNonNull(corrections, "corrections");
        requireNonNull(limits, "limits");
    }
}
