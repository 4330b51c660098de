// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What a failure of the database calls for. */
enum Trouble {
    /** The database is well and does not take an entry. */
    ENTRY,
    /** The entry is there already: an earlier commit was done, and its answer was lost. */
    WRITTEN_BEFORE,
    /** The file cannot be used any more. */
    CORRUPT,
    /** The database cannot be reached, or cannot write; it may come back. */
    AWAY;

    private static final String DUPLICATE = "23505";
    private static final int CAUSES_MAX = 20;

    /** H2's words for a damaged file; a locked file or a full disk are not among them. */
    private static final Set<Integer> CORRUPTIONS = Set.of(
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.FILE_VERSION_ERROR_1,
            ErrorCode.FILE_ENCRYPTION_ERROR_1,
            ErrorCode.WRONG_USER_OR_PASSWORD);

    /** The same in the words of H2's store of pages. */
    private static final Set<Integer> DAMAGES =
            Set.of(DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT, DataUtils.ERROR_CHUNK_NOT_FOUND);

    static Trouble of(Throwable failure) {
        if (isCorruption(failure)) {
            return CORRUPT;
        }
        String state = sqlState(failure).orElse("");
        if (state.equals(DUPLICATE)) {
            return WRITTEN_BEFORE;
        }
        // SQL:2016 part 2, 24.1: 22 is a data exception, 23 an integrity constraint violation.
        return state.startsWith("22") || state.startsWith("23") ? ENTRY : AWAY;
    }

    private static boolean isCorruption(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> (cause instanceof MVStoreException store && DAMAGES.contains(store.getErrorCode()))
                        || (cause instanceof SQLException sql && CORRUPTIONS.contains(sql.getErrorCode())));
    }

    private static Optional<String> sqlState(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> Optional.ofNullable(((SQLException) cause).getSQLState()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The deepest reason, in one line, for people. */
    static String reason(Throwable failure) {
        Throwable deepest = causes(failure).reduce(failure, (one, next) -> next);
        String message = Optional.ofNullable(deepest.getMessage()).orElse(deepest.toString());
        return message.lines().findFirst().orElse(deepest.toString());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES_MAX);
    }
}
