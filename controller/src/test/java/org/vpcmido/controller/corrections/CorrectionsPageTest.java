// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.controller.compile.Correction;

@DisplayName("The page about corrections")
class CorrectionsPageTest {
    private static final Path PAGE = Path.of("..", "distribution", "docs", "corrections.md");
    private static final Path RENDERED = Path.of("target", "corrections.md");

    /** If this fails, {@code cp controller/target/corrections.md distribution/docs/}. */
    @Test
    @DisplayName("says what the code says")
    void isUpToDate() throws IOException {
        Files.createDirectories(RENDERED.getParent());
        Files.writeString(RENDERED, page());
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        String rows = Stream.of(Correction.values())
                .map(each -> "| `" + each.id() + "` | " + each.eucanetd() + " | " + each.instead() + " | "
                        + (each.isForAll() ? "on with `all`" : "only by name") + " |\n")
                .collect(Collectors.joining());
        return """
                # Corrections

                vpcmido builds what eucanetd builds, but for the deviations in this table. `--corrections` (or the
                configuration key `corrections`) says which are wanted: `all`, the default; `none`, which is eucanetd's
                topology to the letter and the way to take over a cloud without a write; or a list of identifiers with
                commas between them. Switching one on or off changes what exists in place. Each change that a plan
                makes for one of them says `correction ID` in its `because`.

                | id | what eucanetd does | what we do instead | switch |
                |---|---|---|---|
                """ + rows + """

                Left as they are

                - A forwarding instance (source/destination check off) cannot send foreign sources to the outside, as a
                  subnet's routes are told apart by its block as source. MidoNet routers choose routes by source and
                  destination address only, so a route for all sources would hold for every subnet of the VPC.
                - DHCP is served before any filter, by Ethernet address alone: an instance that forges its neighbour's
                  is told the neighbour's address. Filters keep it from using it.
                - Routers answer pings to their own addresses, and tell senders about what they cannot route.
                - A later fragment has no ports, so that no rule of some ports, or of some ICMP types, is about it: an
                  allow does not admit it, and a network ACL's deny lets it go on to the next entry. Who gets one whose
                  first fragment was refused by its ports can do nothing with it. A deny of the whole protocol, or of
                  all its ports, stops it (`all-ports`).
                - Only TCP, UDP and ICMP have state; answers to other protocols need an ingress rule.
                """;
    }
}
