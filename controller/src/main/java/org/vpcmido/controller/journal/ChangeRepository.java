// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Changes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangeRepository extends GenericRepository<ChangeEntry, Long> {
    List<ChangeEntry> saveAll(List<ChangeEntry> entries);

    /** A pattern of {@code %} asks for all. */
    @Query("""
            SELECT * FROM journal_change
            WHERE (:cycle = '' OR cycle = :cycle) AND (:pattern = '%' OR cloud_id LIKE :pattern ESCAPE '!')
            AND at >= :since AND at < :until AND id < :before
            ORDER BY id DESC LIMIT :rows""")
    List<ChangeEntry> find(String cycle, String pattern, Instant since, Instant until, long before, int rows);
}
