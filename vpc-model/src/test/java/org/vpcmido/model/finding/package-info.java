// SPDX-License-Identifier: Apache-2.0
/** What a consistency check must find, and what it must leave alone. */
@NullMarked
package org.vpcmido.model.finding;

import org.jspecify.annotations.NullMarked;
