// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.vpc.CloudConfiguration.AddressRange;

/** From ranges of addresses to blocks, as MidoNet's conditions and routes want them. */
final class AddressBlocks {
    private AddressBlocks() {}

    /** The fewest blocks that hold exactly the addresses of {@code ranges}, in ascending order. */
    static List<Cidr> covering(Collection<AddressRange> ranges) {
        List<Cidr> blocks = new ArrayList<>();
        long next = 0;
        long last = -1;
        for (AddressRange range : ranges.stream()
                .sorted(Comparator.comparing(AddressRange::first))
                .toList()) {
            if (range.first().toLong() > last + 1) {
                split(next, last, blocks);
                next = range.first().toLong();
            }
            last = Math.max(last, range.last().toLong());
        }
        split(next, last, blocks);
        return blocks;
    }

    private static void split(long first, long last, List<Cidr> blocks) {
        long next = first;
        while (next <= last) {
            int bits = 32;
            while (bits > 0 && next % size(bits - 1) == 0 && next + size(bits - 1) - 1 <= last) {
                bits--;
            }
            blocks.add(new Cidr(new Ipv4((int) next), bits));
            next += size(bits);
        }
    }

    private static long size(int prefixBits) {
        return 1L << (32 - prefixBits);
    }
}
