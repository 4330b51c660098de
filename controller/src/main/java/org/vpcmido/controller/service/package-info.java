// SPDX-License-Identifier: Apache-2.0
/** The service as a whole: the application context that wires its parts, its start and its end. */
@NullMarked
package org.vpcmido.controller.service;

import org.jspecify.annotations.NullMarked;
