// SPDX-License-Identifier: Apache-2.0
/** Topologies as eucanetd builds them, read from their golden form. */
@NullMarked
package org.vpcmido.midonet.trace.golden;

import org.jspecify.annotations.NullMarked;
