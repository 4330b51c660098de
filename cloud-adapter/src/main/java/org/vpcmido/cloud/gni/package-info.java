// SPDX-License-Identifier: Apache-2.0
/** Reads the GNI documents that a Eucalyptus cloud controller publishes, from a file or over HTTP. */
@NullMarked
package org.vpcmido.cloud.gni;

import org.jspecify.annotations.NullMarked;
