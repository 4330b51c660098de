// SPDX-License-Identifier: Apache-2.0
/** Tests of the configuration: what a user may write, and what is said about mistakes. */
@NullMarked
package org.vpcmido.controller.config;

import org.jspecify.annotations.NullMarked;
