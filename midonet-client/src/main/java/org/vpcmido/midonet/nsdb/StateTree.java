// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was read of the nodes in which agents tell their state (midonet-api.md 14.3): {@code HOST/Host/HOST/alive} and
 * {@code HOST/Port/PORT/active}. Children are kept if they are such nodes or lead to them; all others are passed by, the
 * state of cluster nodes too, which is kept under the nil id.
 */
final class StateTree {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String CLUSTER = new UUID(0, 0).toString();
    private static final String HOST = "Host";
    private static final String PORT = "Port";
    private static final String ALIVE = "alive";
    private static final String ACTIVE = "active";

    private final String root;
    private final NavigableMap<String, Set<String>> children = new TreeMap<>();

    /** Nothing read yet. */
    StateTree(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    /** Whether the node is of interest: the root, or a child that was seen below its parent. */
    boolean expects(String path) {
        return path.equals(root)
                || children.getOrDefault(parent(path), Set.of()).contains(name(path));
    }

    /** Notes the children of an expected node; gives those that are new and are to be read in turn. */
    List<String> read(String path, Collection<String> names) {
        List<String> steps = steps(path);
        Set<String> found =
                names.stream().filter(name -> leads(steps, name)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> before = Set.copyOf(children.getOrDefault(path, Set.of()));
        before.stream().filter(name -> !found.contains(name)).forEach(name -> forget(path + "/" + name));
        children.put(path, found);
        boolean isLast = steps.size() == 3;
        return found.stream()
                .filter(name -> !isLast && !before.contains(name))
                .map(name -> path + "/" + name)
                .toList();
    }

    /** Notes that a node is not there. If it comes again, its parent shows it as new. */
    void gone(String path) {
        forget(path);
        Set<String> siblings = children.get(parent(path));
        if (siblings != null) {
            siblings.remove(name(path));
        }
    }

    /** What the nodes that were read say. */
    NsdbView.Known view() {
        Set<UUID> alive = new HashSet<>();
        Set<UUID> active = new HashSet<>();
        children.forEach((path, names) -> {
            if (names.contains(ALIVE)) {
                alive.add(UUID.fromString(name(path)));
            } else if (names.contains(ACTIVE)) {
                active.add(UUID.fromString(name(path)));
            }
        });
        return new NsdbView.Known(alive, active);
    }

    private void forget(String path) {
        children.remove(path);
        children.subMap(path + "/", path + (char) ('/' + 1)).clear();
    }

    private List<String> steps(String path) {
        return path.equals(root)
                ? List.of()
                : List.of(path.substring(root.length() + 1).split("/"));
    }

    private static boolean leads(List<String> steps, String name) {
        return switch (steps.size()) {
            case 0 -> isId(name);
            case 1 -> name.equals(HOST) || name.equals(PORT);
            case 2 -> steps.get(1).equals(HOST) ? name.equals(steps.get(0)) : isId(name);
            default -> name.equals(steps.get(1).equals(HOST) ? ALIVE : ACTIVE);
        };
    }

    private static boolean isId(String name) {
        return ID.matcher(name).matches() && !name.equals(CLUSTER);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
