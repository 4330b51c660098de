// SPDX-License-Identifier: Apache-2.0
/** Views of what the other packages know, for people and programs; nothing is decided here. */
@NullMarked
package org.vpcmido.controller.admin;

import org.jspecify.annotations.NullMarked;
