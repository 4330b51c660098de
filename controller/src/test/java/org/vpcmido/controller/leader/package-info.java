// SPDX-License-Identifier: Apache-2.0
/** Leadership on real ZooKeeper servers, disturbed in every way that we know. */
@NullMarked
package org.vpcmido.controller.leader;

import org.jspecify.annotations.NullMarked;
