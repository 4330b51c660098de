// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The two shapes of error that have a body (midonet-observed.md 1). */
final class ErrorBody {
    private ErrorBody() {}

    static Buffer json(Refusal refusal) {
        ObjectNode error = Json.MAPPER.createObjectNode().put("message", refusal.text());
        error.put("code", refusal.status());
        if (!refusal.violations().isEmpty()) {
            ArrayNode violations = error.putArray("violations");
            refusal.violations()
                    .forEach(each -> violations
                            .addObject()
                            .put("property", each.property())
                            .put("message", each.message()));
        }
        return Buffer.buffer(error.toString());
    }

    static Buffer html(int status, String message) {
        String text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String page = "<html>\n<head>\n<title>Error " + status + "</title>\n</head>\n<body><h2>HTTP ERROR " + status
                + "</h2>\n<pre>    " + text + "</pre>\n</body>\n</html>\n";
        return Buffer.buffer(page.getBytes(StandardCharsets.ISO_8859_1));
    }
}
