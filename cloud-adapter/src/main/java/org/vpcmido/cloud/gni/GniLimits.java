// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import org.vpcmido.model.finding.CloudLimits;

/**
 * What a document may cost to read, and what a cloud may ask for.
 *
 * @param documentBytesMax size of a whole document, in bytes
 * @param depthMax how many elements may be open at once
 * @param textCharactersMax length of one value, in UTF-16 units, before it is refused
 * @param cloud beyond what the cloud's wishes are reported and held
 */
public record GniLimits(long documentBytesMax, int depthMax, int textCharactersMax, CloudLimits cloud) {
    /** The size is what a cluster controller holds, beyond which it truncates (gni.md 5). */
    public static final GniLimits DEFAULT = new GniLimits(39_321_600L, 64, 1024, CloudLimits.DEFAULT);

    public GniLimits {
        if (documentBytesMax < 1 || depthMax < 1 || textCharactersMax < 1) {
            throw new IllegalArgumentException("limits of a document are below 1: " + documentBytesMax
                    + " bytes, depth " + depthMax + ", " + textCharactersMax + " characters");
        }
    }

    /** The same limits with another document size. */
    public GniLimits withDocumentBytesMax(long changed) {
        return new GniLimits(changed, depthMax, textCharactersMax, cloud);
    }

    /** The same limits for a cloud with others. */
    public GniLimits withCloud(CloudLimits changed) {
        return new GniLimits(documentBytesMax, depthMax, textCharactersMax, changed);
    }
}
