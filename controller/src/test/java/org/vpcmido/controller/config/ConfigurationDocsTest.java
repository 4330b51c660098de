// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Written anew with {@code -Dconfiguration.update=true}. */
@DisplayName("The reference page of the configuration")
class ConfigurationDocsTest {
    private static final Path PAGE = Path.of("..", "distribution", "docs", "configuration.md");

    @Test
    @DisplayName("lists every key with its default, variable and meaning, as the service knows them")
    void isComplete() throws IOException {
        String page = page();
        if (Boolean.getBoolean("configuration.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration of the service

                `vpcmido run` reads `/etc/vpcmido/vpcmido.yml` (or `--config FILE`), else the keys of an existing
                `/etc/eucalyptus/eucalyptus.conf`; over both, environment variables: `guard.delete-share-max` is
                `VPCMIDO_GUARD_DELETE_SHARE_MAX`. All problems are reported together, and unknown keys are errors. Values of
                keys marked *secret* are never printed.

                A key with dots is a path in the file. This is a whole file; what it does not say has its default:

                    midonet:
                      url: http://10.111.5.1:8080/midonet-api
                    http:
                      token: a-secret-of-your-own

                | Key | Default | In `eucalyptus.conf` | Meaning |
                |---|---|---|---|
                """);
        for (Setting<?> setting : Settings.all()) {
            String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
            String legacy = setting.legacy().map(each -> "`" + each.key() + "`").orElse("");
            page.append("| `")
                    .append(setting.key())
                    .append("` | ")
                    .append(standard)
                    .append(" | ")
                    .append(legacy);
            page.append(" | ")
                    .append(setting.meaning())
                    .append(setting.isSecret() ? " (*secret*)" : "")
                    .append(" |\n");
        }
        return page.toString();
    }
}
