// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request on its way to an operation.
 *
 * @param base scheme, host and root path as the client sees them, with a slash at the end
 * @param arguments the variable segments of the path, in order
 * @param query the query parameters
 * @param accept the {@code Accept} header, if there is one
 * @param contentType the {@code Content-Type} header, if there is one
 * @param body the bytes sent, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the network's; nobody compares calls.
record Call(
        String base,
        List<String> arguments,
        Map<String, String> query,
        Optional<String> accept,
        Optional<String> contentType,
        byte[] body) {

    Call {
        arguments = List.copyOf(arguments);
        query = Map.copyOf(query);
    }

    String argument(int index) {
        return arguments.get(index);
    }

    /** An id of a parent in the path. One that is no UUID finds no resource class, so its 404 is empty. */
    String parentId(int index) {
        return FieldType.canonicalUuid(arguments.get(index)).orElseThrow(() -> Refusal.empty(404));
    }

    ObjectNode json() {
        return Json.body(body);
    }
}
