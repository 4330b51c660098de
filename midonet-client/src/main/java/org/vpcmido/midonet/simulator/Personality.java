// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.simulator;

/** The MidoNet release that a simulator behaves like (midonet-api.md 13). */
public enum Personality {
    /** 5.0.x: one address per router port, no container fields, no range bounds. */
    V5_0,
    /** 5.2.1 and before: as 5.0, with container fields and device port groups. */
    V5_2,
    /** 5.4 and later, and 5.2.2 for most rules: address lists, QoS, duplicates refused, ports from 1. */
    V5_4;

    /** Reads {@code 5.0}, {@code 5.2} or {@code 5.4}. */
    public static Personality of(String version) {
        return switch (version) {
            case "5.0" -> V5_0;
            case "5.2" -> V5_2;
            case "5.4" -> V5_4;
            default -> throw new IllegalArgumentException("personality '" + version + "' is not one of 5.0, 5.2, 5.4");
        };
    }

    boolean atLeast(Personality other) {
        return compareTo(other) >= 0;
    }

    /** Whether repeats of DHCP subnets, group addresses and BGP peers are refused, and port ranges start at 1. */
    boolean isStrict() {
        return this == V5_4;
    }
}
