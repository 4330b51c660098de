// SPDX-License-Identifier: Apache-2.0
/** One contract of the journal, on H2 and on a real PostgreSQL. */
@NullMarked
package org.vpcmido.controller.journal;

import org.jspecify.annotations.NullMarked;
