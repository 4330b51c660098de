// SPDX-License-Identifier: Apache-2.0
/** What cycles did, for later: the last ones in memory, and all of them in the journal. */
@NullMarked
package org.vpcmido.controller.history;

import org.jspecify.annotations.NullMarked;
