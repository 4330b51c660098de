// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Numbers over time. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AllocationRepository extends GenericRepository<AllocationSpan, Long> {
    List<AllocationSpan> saveAll(List<AllocationSpan> spans);

    List<AllocationSpan> updateAll(List<AllocationSpan> spans);

    List<AllocationSpan> findByReleasedAtIsNull();

    /** Those that were given at some time of the range. */
    @Query("""
            SELECT * FROM journal_allocation
            WHERE (:cycle = '' OR given_in = :cycle OR released_in = :cycle) AND cloud_id LIKE :pattern ESCAPE '!'
            AND given_at < :until AND (released_at IS NULL OR released_at >= :since) AND id < :before
            ORDER BY id DESC LIMIT :rows""")
    List<AllocationSpan> find(String cycle, String pattern, Instant since, Instant until, long before, int rows);
}
