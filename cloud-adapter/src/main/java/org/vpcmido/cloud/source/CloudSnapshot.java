// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.vpcmido.model.finding.Checked;

/**
 * What a cloud asked for at one moment.
 *
 * @param version the document's own version, opaque and not monotonic; absent when the source has none (gni.md 4.1)
 * @param appliedVersion the version that the cloud believes to be in effect
 * @param contentHash equal for equal wishes, whatever the version, the order of lists or white space; lower-case hex
 * @param checked the wishes, without their broken parts
 * @param modifiedAt when the document was last written, by the source's clock; absent when the source does not tell, and
 *     an equal document written anew looks like one that was left alone
 */
public record CloudSnapshot(
        Optional<String> version,
        Optional<String> appliedVersion,
        String contentHash,
        Checked checked,
        Optional<Instant> modifiedAt) {
    public CloudSnapshot {
        requireNonNull(version, "version");
        requireNonNull(appliedVersion, "appliedVersion");
        requireNonNull(contentHash, "contentHash");
        requireNonNull(checked, "checked");
        requireNonNull(modifiedAt, "modifiedAt");
    }
}
