// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.apply;

import io.vertx.core.Future;
import org.vpcmido.midonet.client.Writer;
import org.vpcmido.midonet.resource.Resource;
import org.vpcmido.midonet.resource.Rule;

/** Takes single writes. A failed future means that the write may or may not have happened. */
public interface TopologyWriter {
    /** Makes a resource, which is not a rule. */
    Future<Void> create(Resource resource);

    /**
     * Inserts a rule.
     *
     * @param position 1 for the front; at most one more than there are rules
     */
    Future<Void> create(Rule rule, int position);

    /** Replaces all fields of a resource. */
    Future<Void> update(Resource resource);

    /** Removes a resource; succeeds if it is gone. */
    Future<Void> delete(Resource resource);

    /** Writes by MidoNet's REST API. */
    static TopologyWriter to(Writer writer) {
        return new TopologyWriter() {
            @Override
            public Future<Void> create(Resource resource) {
                return writer.create(resource);
            }

            @Override
            public Future<Void> create(Rule rule, int position) {
                return writer.create(rule, position);
            }

            @Override
            public Future<Void> update(Resource resource) {
                return writer.update(resource);
            }

            @Override
            public Future<Void> delete(Resource resource) {
                return writer.delete(resource);
            }
        };
    }
}
