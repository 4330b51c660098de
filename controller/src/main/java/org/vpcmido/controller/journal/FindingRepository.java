// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Findings over time. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FindingRepository extends GenericRepository<FindingSpan, Long> {
    List<FindingSpan> saveAll(List<FindingSpan> spans);

    List<FindingSpan> updateAll(List<FindingSpan> spans);

    List<FindingSpan> findByClearedAtIsNull();

    /** Those that were there at some time of the range. */
    @Query("""
            SELECT * FROM journal_finding
            WHERE (:cycle = '' OR appeared_in = :cycle OR cleared_in = :cycle) AND subject LIKE :pattern ESCAPE '!'
            AND appeared_at < :until AND (cleared_at IS NULL OR cleared_at >= :since) AND id < :before
            ORDER BY id DESC LIMIT :rows""")
    List<FindingSpan> find(String cycle, String pattern, Instant since, Instant until, long before, int rows);
}
