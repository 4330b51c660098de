// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import io.micronaut.context.ApplicationContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An open database, with its tables at their latest version. It has an application context of its own, so that it can be
 * closed and opened again without anything else. For one thread, which it blocks.
 */
final class JournalDatabase implements AutoCloseable {
    private final ApplicationContext context;
    private final JournalTables tables;

    private JournalDatabase(ApplicationContext context) {
        this.context = context;
        this.tables = context.getBean(JournalTables.class);
    }

    /** Opens the database, and brings its tables to their latest version. */
    static JournalDatabase open(JournalConfig.Store store) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(properties(store))
                .build();
        boolean opened = false;
        try {
            context.start();
            JournalDatabase database = new JournalDatabase(context);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                context.close();
            }
        }
    }

    private static Map<String, Object> properties(JournalConfig.Store store) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("micronaut.application.name", "vpcmido-journal");
        properties.put("flyway.datasources.default.enabled", true);
        properties.put("flyway.datasources.default.locations", "classpath:db/journal");
        Map<String, Object> source = new LinkedHashMap<>(StoreProperties.of(store));
        source.put("dialect", "POSTGRES");
        source.put("schema-generate", "NONE");
        source.put("pool-name", "journal");
        source.put("maximum-pool-size", 2);
        source.put("minimum-idle", 1);
        source.put("connection-timeout", StoreProperties.CONNECT_MILLIS_MAX);
        source.put("initialization-fail-timeout", 1);
        source.forEach((key, value) -> properties.put("datasources.default." + key, value));
        return properties;
    }

    JournalTables tables() {
        return tables;
    }

    @Override
    public void close() {
        context.close();
    }
}
