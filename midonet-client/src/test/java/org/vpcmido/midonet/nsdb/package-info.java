// SPDX-License-Identifier: Apache-2.0
/** The view of the NSDB, on a real ZooKeeper that holds what a real MidoNet had written. */
@NullMarked
package org.vpcmido.midonet.nsdb;

import org.jspecify.annotations.NullMarked;
