// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Cycles. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CycleRepository extends GenericRepository<CycleEntry, Long> {
    List<CycleEntry> saveAll(List<CycleEntry> entries);

    @Query("""
            SELECT * FROM journal_cycle
            WHERE (:cycle = '' OR cycle = :cycle) AND at >= :since AND at < :until AND id < :before
            ORDER BY id DESC LIMIT :rows""")
    List<CycleEntry> find(String cycle, Instant since, Instant until, long before, int rows);
}
