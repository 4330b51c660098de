// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.golden;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sequences of cloud documents, each of which a live cloud may go through, in either direction. For a short run, a few of
 * them by what their documents are called, as with {@code -Dvpcmido.changes='eip-move|nacl'}.
 */
public final class LiveChanges {
    private static final Pattern CHOSEN = Pattern.compile(System.getProperty("vpcmido.changes", ""));

    private static final List<String> ELASTIC_IP_MOVE =
            List.of("change/eip-move-1-before.xml", "change/eip-move-2-dirty.xml", "change/eip-move-3-after.xml");

    private static final List<String> VERSIONS = List.of(
            "version/0-unapplied.xml",
            "version/1-applied.xml",
            "version/2-reseeded.xml",
            "version/3-node-added-same-version.xml",
            "version/4-no-version.xml");

    /** Each names a pair of documents that differ in one thing. */
    private static final List<String> PAIRS = List.of(
            "associations",
            "clc-failover",
            "dhcp-options",
            "eni-attach",
            "gateway-edit",
            "gateway-remove",
            "gateway-static-to-bgp",
            "host-failure",
            "igw-detach",
            "instance-start",
            "instance-stop",
            "migration",
            "nacl",
            "natgw-add",
            "natgw-delete",
            "routes",
            "sg-membership",
            "sg-rules",
            "source-dest-check",
            "subnet-add",
            "subnet-delete",
            "vpc-idle");

    private LiveChanges() {}

    /** All of them: pairs, longer sequences, and those squashed into one step. */
    public static List<List<String>> sequences() {
        return Stream.concat(
                        PAIRS.stream()
                                .map(pair ->
                                        List.of("change/" + pair + "-before.xml", "change/" + pair + "-after.xml")),
                        Stream.of(
                                ELASTIC_IP_MOVE,
                                squashed(ELASTIC_IP_MOVE),
                                VERSIONS,
                                squashed(VERSIONS),
                                List.of(VERSIONS.get(0), "version/5-empty-after-restart.xml")))
                .filter(documents -> CHOSEN.matcher(documents.get(0)).find())
                .toList();
    }

    private static List<String> squashed(List<String> documents) {
        return List.of(documents.get(0), documents.get(documents.size() - 1));
    }

    /** There, and all the way back. */
    public static List<String> andBack(List<String> documents) {
        List<String> back = new ArrayList<>(documents.subList(0, documents.size() - 1));
        Collections.reverse(back);
        return Stream.concat(documents.stream(), back.stream()).toList();
    }
}
