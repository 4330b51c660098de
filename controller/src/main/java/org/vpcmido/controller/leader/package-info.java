// SPDX-License-Identifier: Apache-2.0
/** Chooses, by ZooKeeper, the one of several instances that may write; the only package that sees Curator. */
@NullMarked
package org.vpcmido.controller.leader;

import org.jspecify.annotations.NullMarked;
