// SPDX-License-Identifier: Apache-2.0
/** Where the process starts. */
@NullMarked
package org.vpcmido.controller;

import org.jspecify.annotations.NullMarked;
