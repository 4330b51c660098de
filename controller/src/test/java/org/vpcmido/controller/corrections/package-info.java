// SPDX-License-Identifier: Apache-2.0
/** Each correction in packets: what passes in eucanetd's topology is stopped, and its legitimate neighbours still pass. */
@NullMarked
package org.vpcmido.controller.corrections;

import org.jspecify.annotations.NullMarked;
