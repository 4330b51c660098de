// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import static org.vpcmido.midonet.trace.Sketch.A_IP;
import static org.vpcmido.midonet.trace.Sketch.A_MAC;
import static org.vpcmido.midonet.trace.Sketch.GW_MAC;
import static org.vpcmido.midonet.trace.Sketch.NORTH;
import static org.vpcmido.midonet.trace.Sketch.WORLD;
import static org.vpcmido.midonet.trace.Sketch.rule;

import java.util.List;
import org.vpcmido.midonet.resource.Match;
import org.vpcmido.midonet.resource.NatTarget;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.resource.RuleAction.FlowAction;
import org.vpcmido.midonet.resource.RuleAction.Nat;
import org.vpcmido.midonet.resource.RuleAction.NatDirection;
import org.vpcmido.midonet.resource.RuleAction.ReverseNat;
import org.vpcmido.model.net.Cidr;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.net.Protocol;

/** Rules of a {@link Sketch} that translate: guests behind one public address, and a server behind it. */
final class Translated {
    static final Ipv4 PUBLIC = Ipv4.of("192.0.2.100");

    private static final String ALL = "0.0.0.0/0";

    private Translated() {}

    /** Guests' own packets get another source. */
    static Rule hide(FlowAction then, NatTarget... targets) {
        return rule(
                new Nat(NatDirection.SNAT, then, List.of(targets)),
                Match.where().nwSrc(Cidr.of("10.0.0.0/24")));
    }

    /** Whatever is for {@link #PUBLIC} is for one of two ports of a. */
    static Rule serve() {
        Nat nat = new Nat(NatDirection.DNAT, FlowAction.ACCEPT, List.of(new NatTarget(A_IP, A_IP, 2000, 2001)));
        return rule(nat, Match.where().nwDst(PUBLIC.asCidr()));
    }

    static Rule reverse(NatDirection direction) {
        return rule(new ReverseNat(direction, FlowAction.CONTINUE), Match.where());
    }

    static NatTarget ports(int first, int last) {
        return new NatTarget(PUBLIC, PUBLIC, first, last);
    }

    /** Guests go out by north behind {@link #PUBLIC}. */
    static Sketch hiding(NatTarget... targets) {
        return new Sketch()
                .route(ALL, ALL, NORTH, "192.0.2.1", 0)
                .chain("gw/out", hide(FlowAction.ACCEPT, targets))
                .chain("gw/in", reverse(NatDirection.SNAT));
    }

    static Packet ping() {
        return Packet.ip(A_MAC, GW_MAC, A_IP, WORLD, Protocol.ICMP).echo(8, 77).build();
    }
}
