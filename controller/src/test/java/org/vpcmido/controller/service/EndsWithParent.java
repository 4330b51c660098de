// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.vpcmido.controller.Main;

/** The product as a child of a test: when the test's process ends, however it does, so does the child's input, and it. */
public final class EndsWithParent {
    private static final int ENDED = 70;

    private EndsWithParent() {}

    /** As {@link Main#main}. */
    public static void main(String[] arguments) {
        Thread guardian = new Thread(EndsWithParent::endWithInput, "parent");
        guardian.setDaemon(true);
        guardian.start();
        Main.main(arguments);
    }

    private static void endWithInput() {
        try (InputStream input = System.in) {
            input.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            Runtime.getRuntime().halt(ENDED);
        }
    }
}
