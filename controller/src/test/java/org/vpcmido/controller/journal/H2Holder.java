// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVStore;

/** Another process that has a database file open, until it is ended. */
public final class H2Holder {
    private H2Holder() {}

    /** Argument: the file. */
    public static void main(String[] arguments) throws InterruptedException {
        try (MVStore held = MVStore.open(arguments[0])) {
            System.out.println("held " + held.getFileStore().getFileName());
            new CountDownLatch(1).await();
        }
    }

    static Process hold(Path file) throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        H2Holder.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).startsWith("held");
        return holder;
    }
}
