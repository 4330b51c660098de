// SPDX-License-Identifier: Apache-2.0
/** The configuration of the service: every key, its reading from file and environment, and the checked whole. */
@NullMarked
package org.vpcmido.controller.config;

import org.jspecify.annotations.NullMarked;
