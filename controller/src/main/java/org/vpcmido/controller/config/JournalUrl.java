// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import java.nio.file.Path;
import java.util.Optional;
import org.vpcmido.controller.journal.JournalConfig.Store;

/** Where the journal is, as a user writes it; its text may hold a password, and is not shown. */
record JournalUrl(boolean isFile, String place) {
    private static final String FILE = "h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** {@code h2:PATH} or {@code jdbc:postgresql:...}. */
    static JournalUrl parse(String text) {
        boolean isFile = text.startsWith(FILE + "/");
        if (!isFile && !text.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("is neither h2:/PATH nor jdbc:postgresql://HOST:PORT/DATABASE");
        } else if (isFile && text.indexOf(';') >= 0) {
            throw new IllegalArgumentException("must not contain a semicolon");
        }
        return new JournalUrl(isFile, isFile ? text.substring(FILE.length()) : text);
    }

    Store store(Optional<String> user, Optional<String> password) {
        if (isFile && (user.isPresent() || password.isPresent())) {
            throw new IllegalArgumentException("journal.user, journal.password: journal.url is a file, which has none;"
                    + " remove them, or name a PostgreSQL database");
        }
        return isFile
                ? new Store.File(Path.of(place))
                : new Store.Postgresql(place, user.orElse(""), password.orElse(""));
    }

    @Override
    public String toString() {
        return store(Optional.empty(), Optional.empty()).describe();
    }
}
