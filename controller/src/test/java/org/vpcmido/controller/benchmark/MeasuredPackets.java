// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.vpcmido.controller.verify.Judges;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.verdict.Oracle;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.VpcState;

/** Packets of one cloud, and who judges them. One packet is not like another, so each benchmark takes many in turn. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // prepared before anything is measured
public class MeasuredPackets {
    /** So many that the turn of each comes seldom, and an average is one over all kinds of packets. */
    static final int PROBES = 4096;

    private static final long SEED = 7;

    Oracle oracle;
    Judges judges;
    OutsideConversation conversation;

    private List<Probe> probes;
    private int turn;

    /** Draws the packets and instructs the judges. */
    @Setup
    public void prepare(MeasuredCloud cloud) {
        VpcState state = cloud.checked.state();
        Topology topology = cloud.adoption.topology();
        oracle = Oracle.of(state);
        judges = Judges.ofConfiguration(cloud.checked, topology, MeasuredCloud.SETTINGS, MeasuredCloud.CORRECTIONS);
        conversation = new OutsideConversation(state, topology);
        probes = Stream.generate(new ProbeSampler(state, SEED)::next)
                .limit(PROBES)
                .toList();
    }

    /** The packet whose turn it is. */
    Probe next() {
        turn = (turn + 1) % PROBES;
        return probes.get(turn);
    }
}
