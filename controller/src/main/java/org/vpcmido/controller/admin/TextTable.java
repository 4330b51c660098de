// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of named values as columns that line up. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /** The rows below a heading, a line each; an empty text for no rows. Numbers stand right, all else left. */
    public static String of(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> columns = List.copyOf(rows.get(0).keySet());
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        rows.forEach(row ->
                lines.add(columns.stream().map(column -> cell(row.get(column))).toList()));
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                int width = widths[i];
                boolean number = rows.get(0).get(columns.get(i)) instanceof Number;
                padded.append(i == 0 ? "" : GAP)
                        .append(number ? " ".repeat(width - line.get(i).length()) : "")
                        .append(line.get(i))
                        .append(number ? "" : " ".repeat(width - line.get(i).length()));
            }
            text.append(padded.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(","));
        }
        return value instanceof Boolean truth ? (truth ? "yes" : "no") : value.toString();
    }
}
