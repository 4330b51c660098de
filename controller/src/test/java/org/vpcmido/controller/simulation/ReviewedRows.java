// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.simulation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.vpcmido.controller.golden.ReviewedFile;

/** Rows that tests find one by one, as one reviewed table. */
final class ReviewedRows {
    private final String heading;
    private final List<String> names;
    private final Map<String, String> rows = new ConcurrentHashMap<>();

    /**
     * @param names of all rows, in the order of the table
     */
    ReviewedRows(String heading, List<String> names) {
        this.heading = heading;
        this.names = List.copyOf(names);
    }

    void put(String name, String... cells) {
        rows.put(name, name + " | " + String.join(" | ", cells));
    }

    /** Compares with the file, if every row was found: single rows may be run by themselves. */
    void assertReviewed(String file) {
        if (rows.keySet().containsAll(names)) {
            String text =
                    names.stream().map(name -> rows.getOrDefault(name, name)).collect(Collectors.joining("\n"));
            ReviewedFile.assertHolds(file, heading + "\n" + text + "\n");
        }
    }
}
