// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.client;

import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.topology.Identities;

/** A kind whose resources stand in one collection below the API's root, under their ids. */
abstract class TopLevelCodec<R extends Resource> implements Codec<R> {
    private final Kind kind;
    private final Class<R> type;
    private final String mediaName;

    TopLevelCodec(Kind kind, Class<R> type, String mediaName) {
        this.kind = kind;
        this.type = type;
        this.mediaName = mediaName;
    }

    @Override
    public final Kind kind() {
        return kind;
    }

    @Override
    public final Class<R> type() {
        return type;
    }

    @Override
    public final String mediaName() {
        return mediaName;
    }

    @Override
    public final Path collection(R resource, Identities ids) {
        return Path.of(kind.collection());
    }

    @Override
    public final Path home(Fields fields) {
        return Path.of(kind.collection());
    }
}
