// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.Collection;
import java.util.function.Function;

/** The verbs of the generic engine as operations on URIs (midonet-api.md 4). */
final class Crud {
    private final Engine engine;
    private final Renderer renderer;
    private final PathTree tree;

    Crud(Engine engine, Renderer renderer, PathTree tree) {
        this.engine = engine;
        this.renderer = renderer;
        this.tree = tree;
    }

    Crud list(Table table, Negotiation types) {
        return list(table.collection(), types, call -> engine.state().all(table));
    }

    /** A list at any path; a top-level one may be narrowed to a tenant. */
    Crud list(String path, Negotiation types, Function<Call, Collection<Entity>> entities) {
        tree.on("GET", path, call -> {
            String type = types.accept(call.accept());
            return Answer.ok(type, renderer.list(entities.apply(call), call.base()));
        });
        return this;
    }

    /** A top-level list that honours {@code tenant_id}; resources without a tenant never match (midonet-api.md 7). */
    Crud listByTenant(Table table, Negotiation types) {
        return list(table.collection(), types, call -> ofTenant(table, call));
    }

    private Collection<Entity> ofTenant(Table table, Call call) {
        Collection<Entity> all = engine.state().all(table);
        String tenant = call.query().getOrDefault("tenant_id", "");
        return tenant.isEmpty()
                ? all
                : all.stream()
                        .filter(entity -> entity.text("tenantId").equals(tenant))
                        .toList();
    }

    Crud create(Table table, Negotiation types) {
        tree.on("POST", table.collection(), call -> {
            types.requireContent(call.contentType());
            return created(engine.create(table, call.json()), call);
        });
        return this;
    }

    /** One resource by its id at the top level. */
    Crud get(Table table, Negotiation types) {
        tree.on("GET", table.collection() + "/*", call -> {
            String type = types.accept(call.accept());
            return Answer.ok(type, renderer.one(engine.state().require(table, call.argument(0)), call.base()));
        });
        return this;
    }

    Crud update(Table table, Negotiation types) {
        tree.on("PUT", table.collection() + "/*", call -> {
            types.requireContent(call.contentType());
            engine.update(table, call.argument(0), call.json());
            return Answer.empty(204);
        });
        return this;
    }

    Crud delete(Table table) {
        tree.on("DELETE", table.collection() + "/*", call -> {
            engine.delete(table, call.argument(0));
            return Answer.empty(204);
        });
        return this;
    }

    /** The list of children at {@code parents/ID/name}. */
    Crud listBelow(Table parent, String name, Table table, String parentField, Negotiation types) {
        return list(parent.collection() + "/*/" + name, types, call -> {
            Entity above = engine.state().require(parent, call.parentId(0));
            return engine.state().referrers(above, table, parentField);
        });
    }

    Crud createBelow(Table parent, String name, Table table, String parentField, Negotiation types) {
        tree.on("POST", parent.collection() + "/*/" + name, call -> {
            types.requireContent(call.contentType());
            return created(engine.createBelow(parent, call.parentId(0), parentField, table, call.json()), call);
        });
        return this;
    }

    /** Any other operation that answers with one resource. */
    Crud show(String path, Negotiation types, Function<Call, Entity> entity) {
        tree.on("GET", path, call -> {
            String type = types.accept(call.accept());
            return Answer.ok(type, renderer.one(entity.apply(call), call.base()));
        });
        return this;
    }

    /** Any other operation that creates a resource. */
    Crud make(String path, Negotiation types, Function<Call, Entity> creation) {
        tree.on("POST", path, call -> {
            types.requireContent(call.contentType());
            return created(creation.apply(call), call);
        });
        return this;
    }

    static Answer created(Entity entity, Call call) {
        return Answer.created(Renderer.uri(entity, call.base()));
    }
}
