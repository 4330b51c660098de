// SPDX-License-Identifier: Apache-2.0
/** What any MidoNet must do, in raw HTTP: run on a fresh simulator, or on the server that {@code midonet.url} names. */
@NullMarked
package org.vpcmido.midonet.contract;

import org.jspecify.annotations.NullMarked;
