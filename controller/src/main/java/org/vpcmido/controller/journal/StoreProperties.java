// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.util.Map;

/** What a pool of connections must be told about a store. */
final class StoreProperties {
    static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int ANSWER_SECONDS_MAX = 20;

    private StoreProperties() {}

    static Map<String, Object> of(JournalConfig.Store store) {
        return store instanceof JournalConfig.Store.Postgresql server
                ? postgresql(server)
                : file((JournalConfig.Store.File) store);
    }

    /** A file has no user but us: its access rights are those of its directory. */
    private static Map<String, Object> file(JournalConfig.Store.File file) {
        return Map.of(
                "url",
                "jdbc:h2:file:" + file.path()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE",
                "driver-class-name",
                "org.h2.Driver",
                "username",
                "vpcmido",
                "password",
                "");
    }

    /** Every wait has an end: a server that is stopped, not gone, must not hold our thread for ever. */
    private static Map<String, Object> postgresql(JournalConfig.Store.Postgresql server) {
        return Map.of(
                "url",
                server.url(),
                "driver-class-name",
                "org.postgresql.Driver",
                "username",
                server.user(),
                "password",
                server.password(),
                "data-source-properties",
                Map.of(
                        "ApplicationName",
                        "vpcmido",
                        "connectTimeout",
                        CONNECT_MILLIS_MAX / 1000,
                        "socketTimeout",
                        ANSWER_SECONDS_MAX,
                        "tcpKeepAlive",
                        true));
    }
}
