// SPDX-License-Identifier: Apache-2.0
/** A stateful MidoNet REST API in process: its own store, its own rules, and faults on request; see DESIGN.md. */
@NullMarked
package org.vpcmido.midonet.simulator;

import org.jspecify.annotations.NullMarked;
