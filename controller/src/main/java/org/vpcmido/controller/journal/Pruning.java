// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * Removes what is older than the retention allows, a small batch at a time, so that writing never waits long. Rows of
 * events go by their number, which is their time; rows of spans go when their end is old enough, and stay while open.
 */
final class Pruning {
    private static final List<String> EVENTS = List.of("journal_cycle", "journal_change", "journal_applied");
    private static final String KEEP_LATEST = " AND id < (SELECT MAX(id) FROM journal_applied)";

    private final Connection connection;
    private final Retention retention;
    private final int rowsAtMost;

    Pruning(Connection connection, Retention retention, int rowsAtMost) {
        this.connection = connection;
        this.retention = retention;
        this.rowsAtMost = rowsAtMost;
    }

    /** Whether there may be more to remove. */
    boolean prune(Instant now) throws SQLException {
        Instant oldest = now.minus(retention.age());
        boolean more = false;
        for (String table : EVENTS) {
            String also = table.equals("journal_applied") ? KEEP_LATEST : "";
            long from = Math.max(EntryIds.at(oldest), firstKept(table, "TRUE"));
            more |= delete(table, "id < ?" + also, from);
        }
        more |= pruneSpans("journal_finding", "cleared_at", oldest);
        more |= pruneSpans("journal_allocation", "released_at", oldest);
        return more;
    }

    private boolean pruneSpans(String table, String end, Instant oldest) throws SQLException {
        boolean old = delete(table, end + " < ?", Timestamp.from(oldest));
        long from = firstKept(table, end + " IS NOT NULL");
        return delete(table, end + " IS NOT NULL AND id < ?", from) || old;
    }

    /** The number of the oldest row that the count allows; 0 if there are fewer. */
    private long firstKept(String table, String which) throws SQLException {
        String text = "SELECT id FROM " + table + " WHERE " + which + " ORDER BY id DESC LIMIT 1 OFFSET ?";
        try (PreparedStatement select = connection.prepareStatement(text)) {
            select.setInt(1, retention.rowsMax() - 1);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private boolean delete(String table, String which, Object bound) throws SQLException {
        String text = "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table + " WHERE " + which
                + " ORDER BY id LIMIT ?)";
        try (PreparedStatement delete = connection.prepareStatement(text)) {
            delete.setObject(1, bound);
            delete.setInt(2, rowsAtMost);
            return delete.executeUpdate() == rowsAtMost;
        }
    }
}
