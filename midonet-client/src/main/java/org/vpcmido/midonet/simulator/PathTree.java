// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The URIs, segment by segment. A tree and not a list of patterns: what MidoNet answers where a path or a verb does not
 * fit depends on how far it fits, and a look-up costs the same for the last URI as for the first.
 */
final class PathTree {
    /** A path that exists, what it takes, and its fixed segments, such as {@code chains/rules}. */
    record Match(Map<String, Operation> verbs, List<String> arguments, String collection) {
        Optional<Operation> verb(String method) {
            return Optional.ofNullable(verbs.get(method.equals("HEAD") ? "GET" : method));
        }
    }

    private static final class Node {
        private final Map<String, Node> fixed = new LinkedHashMap<>();
        private final List<Node> variable = new ArrayList<>(1);
        private final Map<String, Operation> verbs = new TreeMap<>();

        private Node variable() {
            if (variable.isEmpty()) {
                variable.add(new Node());
            }
            return variable.get(0);
        }
    }

    private final Node root = new Node();

    /** Adds a verb to a path such as {@code routers/*}{@code /ports}, where a star stands for one segment. */
    PathTree on(String method, String path, Operation operation) {
        Node node = root;
        for (String segment : segments(path)) {
            node = segment.equals("*") ? node.variable() : node.fixed.computeIfAbsent(segment, name -> new Node());
        }
        node.verbs.put(method, operation);
        return this;
    }

    /** Finds the path; empty where there is no such URI. */
    Optional<Match> find(List<String> segments) {
        List<String> arguments = new ArrayList<>(2);
        StringJoiner collection = new StringJoiner("/");
        Node node = root;
        for (String segment : segments) {
            Node next = node.fixed.get(segment);
            if (next != null) {
                collection.add(segment);
            } else if (!node.variable.isEmpty() && !segment.isEmpty()) {
                next = node.variable.get(0);
                arguments.add(segment);
            }
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return node.verbs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Match(node.verbs, arguments, collection.toString()));
    }

    /** Whether any URI begins so. */
    boolean knows(String firstSegment) {
        return root.fixed.containsKey(firstSegment);
    }

    private static List<String> segments(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }
}
