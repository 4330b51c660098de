// SPDX-License-Identifier: Apache-2.0
/** Tests of the running service: real files, real HTTP, and a simulated MidoNet that fails on demand. */
@NullMarked
package org.vpcmido.controller.service;

import org.jspecify.annotations.NullMarked;
