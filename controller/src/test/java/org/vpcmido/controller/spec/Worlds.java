// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.vpcmido.controller.reconcile.ApplyResult;
import org.vpcmido.controller.reconcile.ReconcileSettings;
import org.vpcmido.model.given.GivenCloud;
import org.vpcmido.model.given.ReferenceCloud;

/**
 * Gives each scenario the reference cloud, converged. MidoNet is built once for all of them; who changes the cloud gets
 * a copy of that state first.
 */
public final class Worlds implements ParameterResolver, AfterTestExecutionCallback {
    /** Whether the clouds of each scenario are taken in other ways as well. */
    private static final boolean EXPANDED = Boolean.getBoolean("scenarios.expanded");

    private static final Namespace NAMESPACE = Namespace.create(Worlds.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        World world = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, none -> new Shared(), Shared.class)
                .world();
        context.getStore(NAMESPACE).put(World.class, world);
        return world;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        World world = context.getStore(NAMESPACE).get(World.class, World.class);
        if (EXPANDED && world != null && context.getExecutionException().isEmpty()) {
            world.expand();
        }
    }

    /** The one MidoNet, and the state that scenarios start from. */
    private static final class Shared implements AutoCloseable {
        private final LiveMidonet midonet = new LiveMidonet();
        private final ObjectNode bare;
        private final ObjectNode start;
        private final ApplyResult reached;

        Shared() {
            GivenCloud cloud = ReferenceCloud.given();
            midonet.addMachinesOf(cloud.state());
            bare = midonet.dump();
            reached = midonet.follow(cloud.state(), UnaryOperator.identity(), ReconcileSettings.defaults());
            start = midonet.dump();
        }

        World world() {
            return new World(midonet, bare, start, ReferenceCloud.given(), reached);
        }

        @Override
        public void close() {
            midonet.close();
        }
    }
}
