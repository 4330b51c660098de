// SPDX-License-Identifier: Apache-2.0
/** The pipeline from a cloud's wishes to a MidoNet that agrees, one line a stage. */
@NullMarked
package org.vpcmido.controller.reconcile;

import org.jspecify.annotations.NullMarked;
