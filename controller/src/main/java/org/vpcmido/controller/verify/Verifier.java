// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vpcmido.model.verdict.Probe;
import org.vpcmido.model.verdict.ProbeSampler;
import org.vpcmido.model.vpc.VpcState;

/** Asks both judges about many packets. Reports, and never repairs. */
public final class Verifier {
    /** How many disagreements a report shows in full. */
    public static final int SAMPLES_MAX = 20;

    /** How many conversations are judged side by side; what they left behind is in memory together. */
    private static final int BATCH = 2048;

    private final long seed;
    private final Map<KnownDifference, Integer> known = new EnumMap<>(KnownDifference.class);
    private final List<Comparison> samples = new ArrayList<>();
    private int packets;
    private int delivered;
    private int refused;
    private int disagreements;

    private Verifier(long seed) {
        this.seed = seed;
    }

    /**
     * Compares the judges on packets drawn from a seed, on all processors. Equal clouds, topologies and seeds give equal
     * reports.
     *
     * @param probes how many conversations
     */
    public static VerifyReport verify(Judges judges, VpcState cloud, int probes, long seed) {
        Verifier verifier = new Verifier(seed);
        ProbeSampler sampler = new ProbeSampler(cloud, seed);
        for (int begun = 0; begun < probes; begun += BATCH) {
            // Drawn and counted in order, so that a report does not depend on how many processors judge.
            List<Probe> batch = Stream.generate(sampler::next)
                    .limit(Math.min(BATCH, probes - begun))
                    .toList();
            batch.parallelStream().map(judges::judgeWithError).toList().stream()
                    .flatMap(List::stream)
                    .forEach(verifier::count);
        }
        return verifier.report(probes);
    }

    private void count(Comparison comparison) {
        packets++;
        if (comparison.isDisagreement()) {
            disagreements++;
            if (samples.size() < SAMPLES_MAX) {
                samples.add(comparison);
            }
        } else if (comparison.known().isPresent()) {
            known.merge(comparison.known().get(), 1, Integer::sum);
        } else if (comparison.rules().isDelivered()) {
            delivered++;
        } else {
            refused++;
        }
    }

    private VerifyReport report(int probes) {
        return new VerifyReport(seed, probes, packets, delivered, refused, known, disagreements, samples);
    }
}
