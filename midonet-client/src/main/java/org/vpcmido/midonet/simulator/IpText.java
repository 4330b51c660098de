// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.vpcmido.model.net.Ipv4;

/** Addresses of both families as MidoNet prints them: IPv6 in eight groups, none left out (midonet-observed.md 4). */
final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    /** The printed form; refuses what is no address. */
    static String canonical(String text) {
        if (text.indexOf(':') >= 0) {
            return canonicalV6(text);
        }
        return Ipv4.parse(text)
                .map(Ipv4::toString)
                .orElseThrow(() -> Refusal.of(
                        400, "IPv4 string must be 4 numbers between 0 and 255 joined with 3 '.' but was " + text));
    }

    static int version(String canonical) {
        return canonical.indexOf(':') >= 0 ? 6 : 4;
    }

    private static String canonicalV6(String text) {
        int gap = text.indexOf("::");
        List<Integer> head = groups(text, gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : groups(text, text.substring(gap + 2));
        int missing = GROUPS - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            throw notV6(text);
        }
        List<Integer> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(tail);
        StringJoiner printed = new StringJoiner(":");
        all.forEach(group -> printed.add(Integer.toHexString(group)));
        return printed.toString();
    }

    private static List<Integer> groups(String whole, String part) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        for (String group : part.split(":", -1)) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                throw notV6(whole);
            }
            groups.add(Integer.parseInt(group, 16));
        }
        return groups;
    }

    private static Refusal notV6(String text) {
        return Refusal.of(400, "'" + text + "' is not an IPv6 address");
    }
}
