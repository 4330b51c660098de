// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.vpcmido.model.given.RandomClouds;
import org.vpcmido.model.net.Ipv4;
import org.vpcmido.model.verdict.Endpoint.AtInterface;
import org.vpcmido.model.verdict.Endpoint.Outside;
import org.vpcmido.model.verdict.Verdict.Delivered;
import org.vpcmido.model.verdict.Verdict.Refused;
import org.vpcmido.model.vpc.NatGateway;
import org.vpcmido.model.vpc.NetworkInterface;
import org.vpcmido.model.vpc.VpcState;

@DisplayName("For random clouds and packets")
class OraclePropertiesTest {
    private static final int CLOUDS = 300;
    private static final int PACKETS = 200;
    private static final int TIMES_MIN = 10;

    /** Called for each packet with its verdict. */
    private interface Check {
        void check(VpcState cloud, Oracle oracle, Probe probe, Verdict verdict);
    }

    private static void forAll(Check check) {
        for (long seed = 0; seed < CLOUDS; seed++) {
            VpcState cloud = RandomClouds.cloud(seed);
            Oracle oracle = Oracle.of(cloud);
            ProbeSampler packets = new ProbeSampler(cloud, seed);
            for (int i = 0; i < PACKETS; i++) {
                Probe probe = packets.next();
                check.check(cloud, oracle, probe, oracle.judge(probe));
            }
        }
    }

    @Test
    @DisplayName("every kind of verdict comes about often enough")
    void coverage() {
        Map<String, Integer> seen = new TreeMap<>();
        for (Reason reason : Reason.values()) {
            seen.put(reason.name(), 0);
        }
        forAll((cloud, oracle, probe, verdict) -> {
            if (verdict instanceof Refused refused) {
                seen.merge(refused.reason().name(), 1, Integer::sum);
            } else if (verdict instanceof Delivered delivered) {
                String at = delivered.at() instanceof AtInterface
                        ? "interface"
                        : delivered.at().toString();
                seen.merge(
                        "from " + (probe.sender() instanceof Outside ? "outside" : "interface") + " to " + at,
                        1,
                        Integer::sum);
                delivered
                        .conversation()
                        .natGateway()
                        .ifPresent(any -> seen.merge("by NAT gateway to " + at, 1, Integer::sum));
                if (probe.packet().answer().isPresent() && oracle.reply(delivered) instanceof Refused refused) {
                    seen.merge("answer " + refused.reason(), 1, Integer::sum);
                }
            }
        });
        seen.remove(Reason.BLACKHOLE.name()); // a consistent cloud has none
        seen.remove(Reason.NAT_GATEWAY_WITHOUT_ADDRESS.name());
        Set<String> usual = Set.of("answer NETWORK_ACL", "answer SECURITY_GROUP");
        seen.keySet().removeIf(what -> what.startsWith("answer") && !usual.contains(what));
        assertThat(seen)
                .containsKeys(
                        "from interface to interface",
                        "from interface to the outside",
                        "from outside to interface",
                        "by NAT gateway to the outside",
                        "by NAT gateway to interface",
                        "answer NETWORK_ACL",
                        "answer SECURITY_GROUP");
        assertThat(seen)
                .allSatisfy((what, times) ->
                        assertThat(times).as("%s in %s", what, seen).isGreaterThanOrEqualTo(TIMES_MIN));
    }

    @Test
    @DisplayName("nothing leaves but with a public address of the cloud as source")
    void nothingPrivateLeaves() {
        forAll((cloud, oracle, probe, verdict) -> {
            if (verdict instanceof Delivered delivered && delivered.at() instanceof Outside) {
                assertThat(publicAddresses(cloud))
                        .as("%s", probe)
                        .contains(delivered.packet().source());
            }
        });
    }

    @Test
    @DisplayName("an interface receives what is for it, unless its check is off, and never of another VPC untranslated")
    void interfacesReceiveTheirOwn() {
        forAll((cloud, oracle, probe, verdict) -> {
            if (verdict instanceof Delivered delivered && delivered.at() instanceof AtInterface at) {
                NetworkInterface receiver =
                        Optional.ofNullable(cloud.interfaces().get(at.id())).orElseThrow();
                if (receiver.sourceDestCheck()) {
                    assertThat(delivered.packet().destination()).isEqualTo(receiver.privateAddress());
                }
                if (probe.sender() instanceof AtInterface from
                        && !vpcOf(cloud, from).equals(vpcOf(cloud, at))) {
                    assertThat(publicAddresses(cloud))
                            .as("%s", probe)
                            .contains(delivered.packet().source());
                }
            }
        });
    }

    @Test
    @DisplayName("the answer to a delivered packet comes back to its sender as its mirror, or is refused")
    void answersMirror() {
        forAll((cloud, oracle, probe, verdict) -> {
            if (verdict instanceof Delivered delivered
                    && delivered.packet().answer().isPresent()
                    && oracle.reply(delivered) instanceof Delivered back
                    && back.at().equals(probe.sender())) {
                assertThat(back.packet())
                        .as("%s", probe)
                        .isEqualTo(probe.packet().answer().orElseThrow());
            }
        });
    }

    @Test
    @DisplayName("who sends from its own address gets its answer, unless a network ACL is in the way")
    void onlyAclsStopAnswers() {
        Set<Reason> reasons = new HashSet<>();
        forAll((cloud, oracle, probe, verdict) -> {
            if (verdict instanceof Delivered delivered
                    && sendsFromItsOwnAddress(cloud, probe)
                    && ConnectionTracking.remembers(probe.packet())
                    && delivered.packet().answer().isPresent()
                    && oracle.reply(delivered) instanceof Refused refused) {
                reasons.add(refused.reason());
            }
        });
        assertThat(reasons).containsExactly(Reason.NETWORK_ACL);
    }

    private static boolean sendsFromItsOwnAddress(VpcState cloud, Probe probe) {
        if (probe.sender() instanceof AtInterface at) {
            NetworkInterface sender =
                    Optional.ofNullable(cloud.interfaces().get(at.id())).orElseThrow();
            return sender.privateAddress().equals(probe.packet().source());
        }
        return true;
    }

    private static Set<Ipv4> publicAddresses(VpcState cloud) {
        return Stream.concat(
                        cloud.interfaces().values().stream().map(NetworkInterface::publicAddress),
                        cloud.natGateways().values().stream().map(NatGateway::publicAddress))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Object vpcOf(VpcState cloud, AtInterface at) {
        return Optional.ofNullable(cloud.interfaces().get(at.id()))
                .orElseThrow()
                .vpcId();
    }
}
