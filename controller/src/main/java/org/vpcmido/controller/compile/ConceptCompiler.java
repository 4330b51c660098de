// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

/** Knows one concept of the cloud, and what of MidoNet serves it. */
public interface ConceptCompiler {
    /** Adds what the concept needs to {@code draft}; equal blueprints give equal additions. */
    void compile(Blueprint blueprint, Draft draft);
}
