// SPDX-License-Identifier: Apache-2.0
/** Writes down what was done, why, and with what outcome; nothing is decided from it. The only package that sees JDBC. */
@NullMarked
package org.vpcmido.controller.journal;

import org.jspecify.annotations.NullMarked;
