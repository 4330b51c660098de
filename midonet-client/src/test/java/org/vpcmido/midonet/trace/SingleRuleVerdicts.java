// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vpcmido.midonet.resource.Chain;
import org.vpcmido.midonet.resource.Key;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.Rule;
import org.vpcmido.midonet.topology.Topology;

/**
 * Plays packets that MidoNet's agent judged while one rule at a time was left of a group's chain, and says where the
 * walker differs. Rules go by their place in the chain.
 */
public final class SingleRuleVerdicts {
    private final Topology whole;
    private final Function<Topology, Walker> walkerOf;
    private final Map<String, Walker> walkers = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int packets;

    /**
     * On a topology with all rules in the order of the one on record.
     *
     * @param walkerOf who walks through a topology
     */
    public SingleRuleVerdicts(Topology whole, Function<Topology, Walker> walkerOf) {
        this.whole = whole;
        this.walkerOf = walkerOf;
    }

    /** Plays all that is recorded in a class-path resource {@code NAME.jsonl.gz}. */
    public void play(String name) {
        PortNames names = new PortNames(whole);
        RecordedVerdicts.lines(name, recorded -> {
            packets++;
            Walker walker = walkers.computeIfAbsent(recorded.path("rule").asText(), this::only);
            String wanted = recorded.path("verdict").asText() + " "
                    + recorded.path("why").asText("") + " "
                    + recorded.path("matched").asBoolean();
            String actual = judge(walker, names, recorded);
            if (!wanted.strip().equals(actual)) {
                differences.add(recorded + " but: " + actual);
            }
        });
    }

    private static String judge(Walker walker, PortNames names, JsonNode recorded) {
        RecordedPacket form = new RecordedPacket(names, walker);
        String chain = recorded.path("rule").asText().replaceFirst("#.*", "");
        JsonNode packet = recorded.get("packet");
        Verdict verdict = walker.conversation(Stations.NONE)
                .send(names.key(packet.path("in").asText()), form.packet(packet));
        String why = verdict.fate() instanceof Fate.Dropped dropped ? dropped.why() : "";
        return (verdict.isDelivered() ? "delivered" : "dropped") + " " + why + " "
                + verdict.rules().anyMatch(rule -> rule.chainName().equals(chain));
    }

    /** The whole topology, with one rule left of the chain; {@code place} is CHAIN#n. */
    private Walker only(String place) {
        Key chain = whole.all(Kind.CHAIN, Chain.class)
                .filter(each -> each.name().equals(place.replaceFirst("#.*", "")))
                .findFirst()
                .orElseThrow()
                .key();
        int position = Integer.parseInt(place.replaceFirst(".*#", ""));
        return walkerOf.apply(Topology.of(whole.resources().stream()
                        .filter(resource -> !(resource instanceof Rule rule
                                && rule.chain().equals(chain)
                                && rule.position() != position)))
                .withActivePorts(whole.activePorts()));
    }

    public int packets() {
        return packets;
    }

    /** How many rules were left alone, each in its turn. */
    public int rules() {
        return walkers.size();
    }

    public List<String> differences() {
        return differences;
    }
}
