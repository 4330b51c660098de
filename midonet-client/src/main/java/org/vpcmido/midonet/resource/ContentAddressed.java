// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource that MidoNet cannot change in place, and that therefore takes its whole content into its key: what
 * changes is another resource. Equal ones below one parent are told apart by an occurrence number, from 1.
 */
public sealed interface ContentAddressed<R extends ContentAddressed<R>> permits Rule, Route, BgpNetwork {
    /** The resource below which the content names this one: chain or router. */
    Key parent();

    /** All that MidoNet would treat differently, as one line of text; its place among its siblings is not part of it. */
    String content();

    R withKey(Key key);

    /** The key of the {@code occurrence}th resource with this content below this parent. */
    default Key contentKey(int occurrence) {
        Key key = parent().child(content());
        return occurrence == 1 ? key : new Key(key.path() + " #" + occurrence);
    }

    /** Gives each its key, numbering equal ones in the order of the list. */
    static <R extends ContentAddressed<R>> List<R> keyed(List<R> resources) {
        Map<Key, Integer> occurrences = new HashMap<>();
        List<R> keyed = new ArrayList<>(resources.size());
        for (R each : resources) {
            Key first = each.contentKey(1);
            int occurrence = occurrences.merge(first, 1, Integer::sum);
            keyed.add(each.withKey(occurrence == 1 ? first : each.contentKey(occurrence)));
        }
        return keyed;
    }
}
