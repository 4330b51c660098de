// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.plan;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Resource;

/**
 * One write to MidoNet. What MidoNet cannot change in place is deleted and created under one key, so a key can have two
 * changes in a plan, the deletion first.
 */
public sealed interface Change {
    /** The resource as it will be; for a deletion, as it was. */
    Resource subject();

    /** In words, why. */
    String because();

    Action action();

    /** The resource before the change; absent for a creation. */
    Optional<Resource> before();

    /** The resource after the change; absent for a deletion. */
    Optional<Resource> after();

    /** A total match: Java 17 does not check that a switch covers a sealed type. */
    <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete);

    default Key key() {
        return subject().key();
    }

    /** What must be written one after another ({@link Resource#lane}). */
    default Key lane() {
        return subject().lane();
    }

    /** What is done to a resource. */
    enum Action {
        CREATE,
        UPDATE,
        DELETE;

        /** Lower case, as in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes a resource; a rule's position is the one that it has when the whole plan has been applied. */
    record Create(Resource subject, String because) implements Change {
        public Create {
            requireNonNull(subject, "subject");
            requireNonNull(because, "because");
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public Optional<Resource> before() {
            return Optional.empty();
        }

        @Override
        public Optional<Resource> after() {
            return Optional.of(subject);
        }

        @Override
        public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
            return create.apply(this);
        }
    }

    /** Replaces all fields of a resource that keeps its id: {@code subject} is the full new record. */
    record Update(Resource was, Resource subject, String because) implements Change {
        public Update {
            requireNonNull(was, "was");
            requireNonNull(subject, "subject");
            requireNonNull(because, "because");
        }

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public Optional<Resource> before() {
            return Optional.of(was);
        }

        @Override
        public Optional<Resource> after() {
            return Optional.of(subject);
        }

        @Override
        public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
            return update.apply(this);
        }
    }

    /** Removes a resource. */
    record Delete(Resource subject, String because) implements Change {
        public Delete {
            requireNonNull(subject, "subject");
            requireNonNull(because, "because");
        }

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public Optional<Resource> before() {
            return Optional.of(subject);
        }

        @Override
        public Optional<Resource> after() {
            return Optional.empty();
        }

        @Override
        public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
            return delete.apply(this);
        }
    }
}
