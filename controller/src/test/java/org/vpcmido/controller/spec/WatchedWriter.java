// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.vpcmido.controller.apply.TopologyWriter;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;

/** Writes, and lets somebody look at MidoNet before the next write. */
record WatchedWriter(TopologyWriter writer, Supplier<Future<Void>> look) implements TopologyWriter {
    @Override
    public Future<Void> create(Resource resource) {
        return writer.create(resource).compose(done -> look.get());
    }

    @Override
    public Future<Void> create(Rule rule, int position) {
        return writer.create(rule, position).compose(done -> look.get());
    }

    @Override
    public Future<Void> update(Resource resource) {
        return writer.update(resource).compose(done -> look.get());
    }

    @Override
    public Future<Void> delete(Resource resource) {
        return writer.delete(resource).compose(done -> look.get());
    }
}
