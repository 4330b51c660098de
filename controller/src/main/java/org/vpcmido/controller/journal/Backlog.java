// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Entries that wait to be written, in order; when there are too many, the oldest go. For one thread. */
final class Backlog {
    private final int entriesMax;
    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private int underWay;
    private int underWayAndGone;
    private long dropped;

    Backlog(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    void add(JournalEntry entry) {
        if (entries.size() >= entriesMax) {
            entries.removeFirst();
            if (underWay > 0) {
                underWay--;
                underWayAndGone++; // It may still be written: counted when that is known.
            } else {
                dropped++;
            }
        }
        entries.addLast(entry);
    }

    /** The oldest entries, to be written; {@link #written} or {@link #returned} must follow. */
    List<JournalEntry> take(int entriesAtMost) {
        List<JournalEntry> taken = new ArrayList<>();
        for (Iterator<JournalEntry> each = entries.iterator(); each.hasNext() && taken.size() < entriesAtMost; ) {
            taken.add(each.next());
        }
        underWay = taken.size();
        return taken;
    }

    /** What was taken is done with. */
    void written() {
        for (; underWay > 0; underWay--) {
            entries.removeFirst();
        }
        underWayAndGone = 0;
    }

    /** What was taken was not written, and still waits. */
    void returned() {
        dropped += underWayAndGone;
        underWay = 0;
        underWayAndGone = 0;
    }

    int size() {
        return entries.size();
    }

    /** How many were given up since the start. */
    long dropped() {
        return dropped;
    }
}
