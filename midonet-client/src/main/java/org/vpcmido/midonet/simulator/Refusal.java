// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.List;

/** A request that MidoNet turns down: a status, and one of its three shapes of body (midonet-observed.md 1). */
final class Refusal extends RuntimeException {
    /** How the body of an error looks. */
    enum Shape {
        JSON,
        EMPTY,
        HTML
    }

    /** One property that bean validation turned down; the property is empty for checks of the whole object. */
    record Violation(String property, String message) {}

    private final int status;
    private final Shape shape;
    private final List<Violation> violations;

    private Refusal(int status, Shape shape, String message, List<Violation> violations) {
        super(message, null, false, false);
        this.status = status;
        this.shape = shape;
        this.violations = List.copyOf(violations);
    }

    static Refusal of(int status, String message) {
        return new Refusal(status, Shape.JSON, message, List.of());
    }

    static Refusal empty(int status) {
        return new Refusal(status, Shape.EMPTY, "", List.of());
    }

    /** Jetty's own error page: what an exception nobody expected looks like from outside. */
    static Refusal html(String message) {
        return new Refusal(500, Shape.HTML, message, List.of());
    }

    static Refusal invalid(List<Violation> violations) {
        return new Refusal(400, Shape.JSON, "Validation error(s) found", violations);
    }

    static Refusal invalid(String property, String message) {
        return invalid(List.of(new Violation(property, message)));
    }

    static Refusal missing(Table table, String id) {
        return of(404, "There is no " + table.storageName() + " with ID " + id + ".");
    }

    static Refusal exists(Table table, String id) {
        return of(409, "A(n) " + table.storageName() + " with ID " + id + " already exists.");
    }

    int status() {
        return status;
    }

    Shape shape() {
        return shape;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    List<Violation> violations() {
        return violations;
    }
}
