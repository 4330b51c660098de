// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.vpcmido.midonet.resource.Kind;
import org.vpcmido.midonet.resource.MacEntry;
import org.vpcmido.midonet.resource.Route;
import org.vpcmido.midonet.topology.Topology;
import org.vpcmido.model.net.MacAddress;

/**
 * Plays conversations that MidoNet's agent judged, and says where the walker differs from what the agent did. Devices and
 * ports go by their names, so that any topology will do that has them.
 */
public final class RecordedVerdicts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Walker walker;
    private final Function<Step.Matched, String> placeOf;
    private final PortNames names;
    private final Stations stations;
    private final Set<MacAddress> knownMacs;
    private final Map<Aspect, Integer> same = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private int conversations;
    private int packets;
    private Set<String> recordedOuts = Set.of();
    private boolean flooded;
    private int floodedOrNot;

    /** What is compared of a packet. */
    public enum Aspect {
        FATE,
        CONNTRACK,
        AT,
        ANSWERS,
        RULES,
        PATH
    }

    RecordedVerdicts(Topology topology) {
        this(topology, Walker.of(topology), Step.Matched::place);
    }

    /**
     * On a topology other than that on which the agent judged.
     *
     * @param topology has the same names
     * @param walker plays it
     * @param placeOf what the record calls a rule of it
     */
    public RecordedVerdicts(Topology topology, Walker walker, Function<Step.Matched, String> placeOf) {
        this.walker = walker;
        this.placeOf = placeOf;
        this.names = new PortNames(topology);
        this.stations = new RecordedStations(topology);
        this.knownMacs =
                topology.all(Kind.MAC_ENTRY, MacEntry.class).map(MacEntry::mac).collect(Collectors.toSet());
    }

    /** Plays all that is recorded in a class-path resource {@code NAME.jsonl.gz}. */
    public void play(String name) {
        lines(name, this::play);
    }

    static void lines(String name, Consumer<JsonNode> each) {
        try (InputStream raw = RecordedVerdicts.class.getResourceAsStream("/midonet-verdicts/" + name + ".jsonl.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(JSON.readTree(line));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void play(JsonNode recorded) {
        conversations++;
        RecordedPacket form = new RecordedPacket(names, walker);
        Conversation conversation = walker.conversation(stations, this::recordedChoice);
        int number = 0;
        for (JsonNode step : recorded.path("steps")) {
            recordedOuts = outs(step);
            Packet packet = form.packet(step.get("packet"));
            Verdict verdict =
                    conversation.send(names.key(step.get("packet").path("in").asText()), packet);
            learnNatPorts(form, step, verdict);
            flooded = isFlooded(verdict.steps());
            compare(
                    recorded.path("id").asText() + "." + ++number + " "
                            + recorded.path("about").asText(),
                    step,
                    recorded(form, step),
                    actual(packet, verdict));
        }
    }

    /** Any of several equal routes is right: the one that the agent took, so that answers can be compared. */
    private Route recordedChoice(List<Route> routes, Packet packet) {
        return routes.stream()
                .filter(route -> route.nextHopPort()
                        .map(names::name)
                        .filter(recordedOuts::contains)
                        .isPresent())
                .findFirst()
                .orElseGet(() -> RouteChoice.BY_HASH.choose(routes, packet));
    }

    private static Set<String> outs(JsonNode step) {
        Set<String> outs = new TreeSet<>();
        step.path("at").forEach(at -> outs.add(at.path("out").asText()));
        step.path("answers").forEach(answer -> {
            outs.add(answer.path("from").asText());
            answer.path("at").forEach(at -> outs.add(at.path("out").asText()));
        });
        return outs;
    }

    /** The order of the branches of a flood is not insisted on. */
    private static boolean isFlooded(List<Step> steps) {
        boolean left = false;
        for (Step step : steps) {
            if (step instanceof Step.Left && left) {
                return true;
            }
            left = (left && !(step instanceof Step.Entered)) || step instanceof Step.Left;
        }
        return false;
    }

    private void learnNatPorts(RecordedPacket form, JsonNode step, Verdict verdict) {
        for (JsonNode at : step.path("at")) {
            verdict.arrivals().stream()
                    .filter(arrival ->
                            names.name(arrival.port()).equals(at.path("out").asText()))
                    .findFirst()
                    .ifPresent(arrival -> form.learn(at.path("changed"), arrival.packet()));
        }
        for (int i = 0; i < step.path("answers").size() && i < verdict.answers().size(); i++) {
            JsonNode answer = step.path("answers").get(i);
            Packet made = verdict.answers().get(i).packet();
            form.learn(answer.path("frame"), made);
            answer.path("at").forEach(at -> form.learn(at.path("frame"), made));
        }
    }

    private void compare(String packet, JsonNode step, Map<Aspect, String> recorded, Map<Aspect, String> actual) {
        packets++;
        boolean tolerated = false;
        for (Aspect aspect : Aspect.values()) {
            if (!isRecorded(aspect, step)) {
                continue;
            }
            String wanted = recorded.getOrDefault(aspect, "");
            String got = actual.getOrDefault(aspect, "");
            if (wanted.equals(got)) {
                same.merge(aspect, 1, Integer::sum);
            } else if (aspect != Aspect.FATE && isToUnknownMac(step) && oneHoldsTheOther(wanted, got)) {
                tolerated = true;
            } else {
                differences.add(packet + " " + aspect + "\n    agent:  " + wanted + "\n    walker: " + got);
            }
        }
        floodedOrNot += tolerated ? 1 : 0;
    }

    /** A unicast MAC that the topology does not know: its port has to be learned. */
    private boolean isToUnknownMac(JsonNode step) {
        Optional<MacAddress> mac =
                MacAddress.parse(step.path("packet").path("dmac").asText());
        return mac.isPresent() && !mac.get().isMulticast() && !knownMacs.contains(mac.get());
    }

    private static boolean oneHoldsTheOther(String wanted, String got) {
        Set<String> agents = new TreeSet<>(List.of(wanted.split("[,;] ", -1)));
        Set<String> walkers = new TreeSet<>(List.of(got.split("[,;] ", -1)));
        return agents.containsAll(walkers) || walkers.containsAll(agents);
    }

    /** Paths were recorded for the first packet of a kind; of a packet that waits for ARP, nothing but its fate. */
    private static boolean isRecorded(Aspect aspect, JsonNode step) {
        return aspect == Aspect.FATE
                || (!"unresolved".equals(step.path("verdict").asText()) && (aspect != Aspect.PATH || step.has("path")));
    }

    private Map<Aspect, String> recorded(RecordedPacket form, JsonNode step) {
        Map<Aspect, String> recorded = new TreeMap<>();
        String verdict = step.path("verdict").asText();
        recorded.put(
                Aspect.FATE,
                switch (verdict) {
                    case "dropped" ->
                        "dropped " + step.path("why").asText() + (step.has("temporary") ? " temporary" : "");
                    case "unresolved" -> "unresolved " + step.path("arp").asText();
                    default -> verdict;
                });
        recorded.put(Aspect.CONNTRACK, step.path("conntrack").asText(""));
        List<String> at = new ArrayList<>();
        step.path("at")
                .forEach(arrival -> at.add(arrival.path("out").asText() + (arrival.has("to") ? " daemon" : "") + " "
                        + form.recordedFields(arrival.path("changed"))));
        recorded.put(Aspect.AT, String.join("; ", at.stream().sorted().toList()));
        recorded.put(Aspect.RULES, texts(step.path("rules"), flooded));
        recorded.put(Aspect.PATH, texts(step.path("path"), flooded));
        List<String> answers = new ArrayList<>();
        for (JsonNode answer : step.path("answers")) {
            List<String> arrivals = new ArrayList<>();
            answer.path("at")
                    .forEach(arrival -> arrivals.add(
                            arrival.path("out").asText() + " " + form.recordedFields(arrival.path("frame"))));
            if (answer.has("lost")) {
                arrivals.add("lost " + answer.path("lost").asText() + " " + form.recordedFields(answer.path("frame")));
            }
            answers.add(answer.path("from").asText() + " " + arrivals + " "
                    + texts(answer.path("rules"), answer.path("at").size() > 1));
        }
        recorded.put(Aspect.ANSWERS, String.join("; ", answers));
        return recorded;
    }

    private static String texts(JsonNode list, boolean sorted) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return String.join(", ", sorted ? texts.stream().sorted().toList() : texts);
    }

    private Map<Aspect, String> actual(Packet packet, Verdict verdict) {
        Map<Aspect, String> actual = new TreeMap<>();
        actual.put(Aspect.FATE, fate(verdict.fate()));
        actual.put(
                Aspect.CONNTRACK,
                verdict.direction()
                        .map(direction -> direction.name().toLowerCase(Locale.ROOT))
                        .orElse(""));
        actual.put(
                Aspect.AT,
                String.join(
                        "; ",
                        verdict.arrivals().stream()
                                .map(arrival -> names.name(arrival.port()) + (arrival.toBgpDaemon() ? " daemon" : "")
                                        + " " + RecordedPacket.changes(packet, arrival.packet()))
                                .sorted()
                                .toList()));
        actual.put(Aspect.RULES, rules(verdict.steps(), flooded));
        actual.put(Aspect.PATH, path(verdict.steps(), flooded));
        actual.put(
                Aspect.ANSWERS,
                String.join("; ", verdict.answers().stream().map(this::answer).toList()));
        return actual;
    }

    private String fate(Fate fate) {
        if (fate instanceof Fate.Dropped dropped) {
            return "dropped " + why(dropped) + (dropped.temporary() ? " temporary" : "");
        }
        if (fate instanceof Fate.Unresolved unresolved) {
            return "unresolved " + unresolved.address();
        }
        return fate.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                + (fate instanceof Fate.Failed failed ? " " + failed.why() : "");
    }

    /** One reason in the record stands for two of ours. */
    private String why(Fate.Dropped dropped) {
        String why = dropped.rule().map(rule -> "rule " + placeOf.apply(rule)).orElse(dropped.why());
        return why.equals("no route") || why.equals("time to live exceeded")
                ? "no route or TTL, and no ICMP error allowed for this packet"
                : why;
    }

    private String answer(Answer answer) {
        List<String> arrivals = new ArrayList<>();
        answer.arrivals()
                .forEach(arrival ->
                        arrivals.add(names.name(arrival.port()) + " " + RecordedPacket.fields(arrival.packet())));
        if (answer.fate() instanceof Fate.Dropped dropped) {
            arrivals.add("lost " + why(dropped) + " " + RecordedPacket.fields(answer.packet()));
        }
        return names.name(answer.from()) + " " + arrivals + " "
                + rules(answer.steps(), answer.arrivals().size() > 1);
    }

    private String rules(List<Step> steps, boolean sorted) {
        List<String> rules = steps.stream()
                .flatMap(step -> step instanceof Step.Matched matched
                        ? Optional.of(matched).stream()
                        : Optional.<Step.Matched>empty().stream())
                .map(matched -> placeOf.apply(matched) + " "
                        + matched.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return String.join(", ", sorted ? rules.stream().sorted().toList() : rules);
    }

    private String path(List<Step> steps, boolean sorted) {
        List<String> path = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Entered entered) {
                path.add("in " + names.name(entered.port()));
            } else if (step instanceof Step.Reached reached) {
                path.add(names.name(reached.device()));
            } else if (step instanceof Step.Left left) {
                path.add("out " + names.name(left.port()));
            }
        }
        return String.join(", ", sorted ? path.stream().sorted().toList() : path);
    }

    /**
     * Packets to a MAC that bridges have to learn, which came out the same but where one side flooded and the other did
     * not: the agent's learned MACs outlive a conversation, and take effect with a delay (README of the verdicts).
     */
    public int floodedOrNot() {
        return floodedOrNot;
    }

    public int packets() {
        return packets;
    }

    /** How many conversations were played. */
    public int conversations() {
        return conversations;
    }

    /** On how many packets walker and agent say the same of {@code aspect}, of those where it was recorded. */
    public int same(Aspect aspect) {
        return same.getOrDefault(aspect, 0);
    }

    /** Each with what the agent did and what the walker does. */
    public List<String> differences() {
        return differences;
    }

    @Override
    public String toString() {
        return conversations + " conversations, " + packets + " packets, the same: " + same + ", " + floodedOrNot
                + " to MACs not learned yet, " + differences.size() + " differences";
    }
}
