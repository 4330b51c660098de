// SPDX-License-Identifier: Apache-2.0
/** What is true of the simulator alone: its own URIs, its faults, its state. */
@NullMarked
package org.vpcmido.midonet.simulator;

import org.jspecify.annotations.NullMarked;
