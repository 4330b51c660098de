// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** States that were applied. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AppliedRepository extends GenericRepository<AppliedEntry, Long> {
    List<AppliedEntry> saveAll(List<AppliedEntry> entries);

    Optional<AppliedEntry> findFirstOrderByIdDesc();
}
